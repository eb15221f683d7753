import { bytes, counted, duration } from '../format/format';
import type { Totals } from './uploads';

/** All files together: only what has been measured is told. */
export function Total({ totals, online }: { totals: Totals; online: boolean }) {
  const share = totals.sizeBytes === 0 ? 0 : (100 * totals.sentBytes) / totals.sizeBytes;
  return (
    <div className="total">
      <div className="total-line">
        <p className="total-count tabular" role="status">
          {headline(totals, online)}
        </p>
        <p className="soft tabular">{details(totals)}</p>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label="All files: sent"
        aria-valuenow={Math.floor(share)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div
          className={totals.left === 0 ? 'bar-fill bar-good' : 'bar-fill'}
          style={{ width: `${share}%` }}
        />
      </div>
    </div>
  );
}

function headline(totals: Totals, online: boolean): string {
  if (totals.left === 0) {
    return totals.files === 1
      ? 'The image has arrived'
      : `All ${counted(totals.files, 'image')} have arrived`;
  }
  if (!online || totals.isHeld) {
    return `Waiting for the connection: ${totals.arrived} of ${totals.files} have arrived`;
  }
  return totals.isPaused
    ? `Paused: ${totals.arrived} of ${totals.files} have arrived`
    : `${totals.arrived} of ${totals.files} have arrived`;
}

function details(totals: Totals): string {
  if (totals.left === 0) {
    return bytes(totals.sizeBytes);
  }
  const parts = [`${bytes(totals.sentBytes)} of ${bytes(totals.sizeBytes)}`];
  if (totals.perSecond !== null && totals.perSecond > 0) {
    parts.push(`${bytes(totals.perSecond)}/s`);
  }
  if (totals.millisLeft !== null) {
    parts.push(`${duration(totals.millisLeft)} left`);
  }
  return parts.join(' · ');
}
