import './upload.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Desk, useDesk } from '../app/context';
import { useLoaded } from '../app/useLoaded';
import { Icon } from '../design/Icon';
import { Notice } from '../design/states';
import { counted } from '../format/format';
import { DropZone } from './DropZone';
import { FileRow } from './FileRow';
import { Total } from './Total';
import { type Refusal, type Snapshot, Uploads } from './uploads';

const ROW_PX = 76;
const SHOWN_REFUSALS = 5;

// One for the life of the page: files go on while other pages are shown.
let kept: { desk: Desk; uploads: Uploads } | null = null;

function uploadsOf(desk: Desk): Uploads {
  if (kept === null || kept.desk !== desk) {
    kept = { desk, uploads: new Uploads(desk.config, desk.api, desk.live, desk.identity.customerId ?? '') };
  }
  return kept.uploads;
}

export default function UploadPage() {
  const desk = useDesk();
  const uploads = uploadsOf(desk);
  const snapshot = useSyncExternalStore(uploads.subscribe, uploads.current);
  const online = useOnline();
  const add = useCallback((files: File[]) => uploads.add(files), [uploads]);
  const mostBytes = useMostBytes(desk);
  useEffect(() => {
    if (mostBytes !== null) {
      uploads.limitTo(mostBytes);
    }
  }, [uploads, mostBytes]);

  return (
    <>
      <header className="page-head">
        <h1>Upload</h1>
        <p className="soft">
          Send as many images as you like. If the connection breaks or you close the page, it goes on where it
          stopped when you are back.
        </p>
      </header>
      <DropZone
        mediaTypes={desk.config.mediaTypes}
        mostBytes={mostBytes}
        isCompact={snapshot.items.length > 0}
        onFiles={add}
      />
      {!online && (
        <Notice tone="wait" icon="offline">
          You are offline. Nothing is lost: sending goes on when you are back.
        </Notice>
      )}
      {snapshot.refusals.length > 0 && (
        <Refusals refusals={snapshot.refusals} onDismiss={() => uploads.dismissRefusals()} />
      )}
      {snapshot.items.length > 0 && <Files snapshot={snapshot} uploads={uploads} online={online} />}
    </>
  );
}

// A customer may have a limit of its own; without an answer, that of all customers is told.
function useMostBytes(desk: Desk): number | null {
  const { value, problem } = useLoaded('mostBytes', (signal) => desk.api.mostBytes(signal));
  const isAnswered = value !== null || problem !== null;
  return isAnswered ? value || desk.config.maxImageBytes : null;
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

function Refusals({ refusals, onDismiss }: { refusals: Refusal[]; onDismiss: () => void }) {
  const more = refusals.length - SHOWN_REFUSALS;
  return (
    <Notice tone="bad" icon="warning">
      <p>
        <strong>{counted(refusals.length, 'file')} not taken</strong>
      </p>
      <ul>
        {refusals.slice(0, SHOWN_REFUSALS).map((refusal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may come twice, and the list only grows
          <li key={index}>
            <strong className="refused-name">{refusal.name}</strong> {refusal.reason}
          </li>
        ))}
        {more > 0 && <li>and {counted(more, 'other')}</li>}
      </ul>
      <button type="button" className="button button-small" onClick={onDismiss}>
        Understood
      </button>
    </Notice>
  );
}

function Files({ snapshot, uploads, online }: { snapshot: Snapshot; uploads: Uploads; online: boolean }) {
  const { items, totals } = snapshot;
  const list = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
  });
  const [hasEnded, setEnded] = useState(false);
  useEffect(
    () => setEnded(items.some((item) => ['processed', 'failed', 'refused'].includes(item.state))),
    [items],
  );
  return (
    <section className="card files" aria-label="Your files">
      <Total totals={totals} online={online} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="file-list" ref={list} tabIndex={0} aria-label="Files">
        <ul style={{ height: `${rows.getTotalSize()}px` }}>
          {rows.getVirtualItems().map((row) => {
            const item = items[row.index];
            return (
              item !== undefined && (
                <li
                  key={row.key}
                  className={`file file-${item.state}`}
                  aria-setsize={items.length}
                  aria-posinset={row.index + 1}
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <FileRow item={item} uploads={uploads} />
                </li>
              )
            );
          })}
        </ul>
      </section>
      <div className="row files-tools">
        {totals.left > 0 && (
          <button
            type="button"
            className="button button-small"
            onClick={() => (totals.isPaused ? uploads.resumeAll() : uploads.pauseAll())}
          >
            <Icon name={totals.isPaused ? 'play' : 'pause'} size={16} />
            {totals.isPaused ? 'Go on' : 'Pause all'}
          </button>
        )}
        {hasEnded && (
          <button type="button" className="button button-small" onClick={() => uploads.clearEnded()}>
            <Icon name="check" size={16} /> Clear finished
          </button>
        )}
      </div>
    </section>
  );
}
