import type { Group } from '../api/types';
import { count, percent } from '../format/format';

/** How the images part by one of their traits. */
export function Breakdown({
  title,
  groups,
  nameOf,
  tone = '',
  empty,
}: {
  title: string;
  groups: Group[];
  nameOf: (name: string) => string;
  tone?: string;
  empty: string;
}) {
  const total = groups.reduce((sum, group) => sum + group.images, 0);
  const sorted = [...groups].sort((one, other) => other.images - one.images);
  return (
    <section className="card breakdown">
      <h2>{title}</h2>
      {total === 0 ? (
        <p className="soft">{empty}</p>
      ) : (
        <ul>
          {sorted.map((group) => (
            <li key={group.name}>
              <div className="breakdown-line">
                <span>{nameOf(group.name)}</span>
                <span className="tabular">
                  {count(group.images)} <span className="soft">{percent(group.images, total)}</span>
                </span>
              </div>
              <div className="bar" aria-hidden="true">
                <div className={`bar-fill ${tone}`} style={{ width: `${(100 * group.images) / total}%` }} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
