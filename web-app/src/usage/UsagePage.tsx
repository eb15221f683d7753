import './usage.css';
import { lazy, Suspense, useEffect, useState } from 'react';
import { asProblem } from '../api/problem';
import type { Summary, Tally, Timeline, TimelinePoint } from '../api/types';
import { useDesk } from '../app/context';
import { amend, Link, useAddress } from '../app/router';
import { useLoaded } from '../app/useLoaded';
import { Icon } from '../design/Icon';
import { Blank, Notice, Trouble } from '../design/states';
import { bytes, channel, count, duration, mediaType, minute, percent, shortDay } from '../format/format';
import { failureTitle } from '../images/advice';
import { Breakdown } from './Breakdown';
import { lastDays } from './span';

const TimelineChart = lazy(() => import('./TimelineChart'));

const SPANS = [7, 30, 90];
const AGAIN_MILLIS = 15_000;
const CUSTOMER = /^[a-z0-9][a-z0-9-]{0,62}$/;

interface Usage {
  summary: Summary;
  timeline: Timeline;
}

export default function UsagePage() {
  const { api, identity } = useDesk();
  const { path, query } = useAddress();
  const days = SPANS.find((span) => String(span) === query.get('days')) ?? 30;
  const customer = identity.seesEverybody ? (query.get('customer') ?? '') : '';
  const ask = () => ({ ...lastDays(days), customer: customer || undefined });
  const { value, problem, reload } = useLoaded<Usage>(`${days} ${customer}`, async (signal) => {
    const [summary, timeline] = await Promise.all([api.summary(ask(), signal), api.timeline(ask(), signal)]);
    return { summary, timeline };
  });

  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [reload]);

  const show = (change: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [name, to] of Object.entries(change)) {
      if (to === '') {
        next.delete(name);
      } else {
        next.set(name, to);
      }
    }
    amend(next.size === 0 ? path : `${path}?${next}`);
  };

  return (
    <>
      <header className="page-head page-head-split">
        <div>
          <h1>Usage</h1>
          <p className="soft">
            {whose(identity.seesEverybody, customer)}, counted by when they were received (UTC)
          </p>
        </div>
        <div className="row usage-tools">
          {identity.seesEverybody && (
            <CustomerFilter value={customer} onChange={(to) => show({ customer: to })} />
          )}
          <select
            className="field"
            aria-label="Period"
            value={days}
            onChange={(event) => show({ days: event.currentTarget.value })}
          >
            {SPANS.map((span) => (
              <option key={span} value={span}>
                Last {span} days
              </option>
            ))}
          </select>
          <Export
            load={() => api.timelineCsv(ask())}
            name={`darkroom-usage-${customer || identity.name}-${days}-days.csv`}
          />
        </div>
      </header>
      {value === null && problem !== null && <Trouble problem={problem} onRetry={reload} />}
      {value === null && problem === null && <Waiting />}
      {value !== null && problem !== null && (
        <Notice tone="wait" icon="offline">
          {problem.message} These numbers are from a moment ago.
        </Notice>
      )}
      {value !== null && <Numbers usage={value} isOwn={!identity.seesEverybody} />}
    </>
  );
}

function whose(seesEverybody: boolean, customer: string): string {
  if (!seesEverybody) {
    return 'Your images';
  }
  return customer === '' ? 'The images of all customers' : `The images of ${customer}`;
}

function CustomerFilter({ value, onChange }: { value: string; onChange: (to: string) => void }) {
  const [text, setText] = useState(value);
  const isWrong = text !== '' && !CUSTOMER.test(text);
  useEffect(() => setText(value), [value]);
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) {
            onChange(text);
          }
        }}
      >
        <input
          className="field"
          type="search"
          aria-label="Customer"
          placeholder="All customers"
          value={text}
          aria-invalid={isWrong}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => {
            setText(event.currentTarget.value.trim().toLowerCase());
            if (event.currentTarget.value === '') {
              onChange('');
            }
          }}
        />
      </form>
    </search>
  );
}

function Export({ load, name }: { load: () => Promise<Blob>; name: string }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    try {
      const url = URL.createObjectURL(await load());
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      setTrouble(null);
    } catch (thrown) {
      setTrouble(asProblem(thrown).message);
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={save}>
        <Icon name="download" size={18} /> CSV
      </button>
      {trouble !== null && (
        <span className="bad" role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div className="usage" role="status" aria-label="Loading the numbers">
      <div className="tallies">
        {['images', 'processed', 'failed', 'flight', 'bytes', 'time'].map((name) => (
          <div key={name} className="card tally">
            <div className="skeleton tally-wait" />
          </div>
        ))}
      </div>
      <div className="card">
        <div className="skeleton chart" />
      </div>
    </div>
  );
}

function Numbers({ usage, isOwn }: { usage: Usage; isOwn: boolean }) {
  const { summary, timeline } = usage;
  if (summary.total.images === 0) {
    return (
      <Blank icon="usage" title="No images in this time">
        <p>The numbers appear as soon as an image has been received.</p>
        {isOwn && (
          <Link className="button button-main" href="/upload">
            <Icon name="upload" /> Upload images
          </Link>
        )}
      </Blank>
    );
  }
  return (
    <div className="usage">
      <Tallies total={summary.total} />
      <section className="card">
        <h2>Images by day</h2>
        <Suspense fallback={<div className="skeleton chart" />}>
          <TimelineChart points={timeline.points} />
        </Suspense>
        <Table points={timeline.points} />
      </section>
      <div className="breakdowns">
        <Breakdown title="By type" groups={summary.byMediaType} nameOf={mediaType} empty="None yet" />
        <Breakdown title="By channel" groups={summary.byChannel} nameOf={channel} empty="None yet" />
        <Breakdown
          title="Why images failed"
          groups={summary.byFailureCode}
          nameOf={failureTitle}
          tone="bar-bad"
          empty="None failed"
        />
      </div>
      {summary.completeUntil !== undefined && (
        <p className="soft">
          Complete until {minute(summary.completeUntil)}; later images may still be missing here.
        </p>
      )}
    </div>
  );
}

function Tallies({ total }: { total: Tally }) {
  return (
    <dl className="tallies">
      <Figure name="Images" value={count(total.images)} />
      <Figure name="Processed" value={count(total.processed)} note={percent(total.processed, total.images)} />
      <Figure name="Failed" value={count(total.failed)} note={percent(total.failed, total.images)} />
      <Figure name="In flight" value={count(total.inFlight)} />
      <Figure name="Received" value={bytes(total.bytesIn)} note={`${bytes(total.bytesOut)} of results`} />
      {total.p50Millis !== undefined && (
        <Figure
          name="Half took at most"
          value={duration(total.p50Millis)}
          {...(total.p95Millis === undefined ? {} : { note: `95 of 100: ${duration(total.p95Millis)}` })}
        />
      )}
    </dl>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className="card tally">
      <dt className="soft">{name}</dt>
      <dd className="tally-value tabular">{value}</dd>
      {note !== undefined && <dd className="soft tabular tally-note">{note}</dd>}
    </div>
  );
}

function Table({ points }: { points: TimelinePoint[] }) {
  const filled = points.filter((point) => point.images > 0).reverse();
  return (
    <details className="by-day">
      <summary>The same as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="by-day-scroll" tabIndex={0} aria-label="Images by day">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Images</th>
              <th scope="col">Processed</th>
              <th scope="col">Failed</th>
              <th scope="col">In flight</th>
              <th scope="col">Received</th>
            </tr>
          </thead>
          <tbody>
            {filled.map((point) => (
              <tr key={point.start}>
                <th scope="row">{shortDay(point.start)}</th>
                <td>{count(point.images)}</td>
                <td>{count(point.processed)}</td>
                <td>{count(point.failed)}</td>
                <td>{count(point.inFlight)}</td>
                <td>{bytes(point.bytesIn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
