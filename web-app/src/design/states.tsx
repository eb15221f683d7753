import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { Icon, type IconName } from './Icon';

/** A page or part that has nothing to show, and says why and what to do. */
export function Blank({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="blank">
      <Icon name={icon} size={44} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Something that could not be loaded. */
export function Trouble({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <div className="blank" role="alert">
      <Icon name={problem.code === 'OFFLINE' ? 'offline' : 'warning'} size={44} />
      <h2>{problem.code === 'OFFLINE' ? 'No connection' : 'This could not be loaded'}</h2>
      <p>{problem.message}</p>
      <button type="button" className="button" onClick={onRetry}>
        <Icon name="retry" /> Try again
      </button>
    </div>
  );
}

export function Notice({
  tone,
  icon,
  children,
}: {
  tone: 'bad' | 'wait' | 'plain';
  icon: IconName;
  children: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className="notice-text">{children}</div>
    </div>
  );
}
