import { memo, useEffect, useState } from 'react';
import { Link } from '../app/router';
import { Icon } from '../design/Icon';
import { bytes } from '../format/format';
import { adviceFor } from '../images/advice';
import type { Item, Uploads } from './uploads';

/** One file: how far it has come, and what can be done about it. */
export const FileRow = memo(function FileRow({ item, uploads }: { item: Item; uploads: Uploads }) {
  const share = item.sizeBytes === 0 ? 0 : Math.floor((100 * item.sentBytes) / item.sizeBytes);
  const isMoving = item.state === 'sending';
  return (
    <>
      <Preview data={item.data} />
      <div className="file-text">
        <p className="file-name" title={item.name}>
          {item.name}
        </p>
        <p className="file-state soft">
          <span className="tabular">{bytes(item.sizeBytes)}</span>
          <span aria-hidden="true">·</span>
          <StateText item={item} share={share} />
        </p>
        {isMoving && (
          <div
            className="bar"
            role="progressbar"
            aria-label={`${item.name}: sent`}
            aria-valuenow={share}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <div className="bar-fill" style={{ width: `${share}%` }} />
          </div>
        )}
      </div>
      <div className="file-actions">
        <Actions item={item} uploads={uploads} />
      </div>
    </>
  );
});

function StateText({ item, share }: { item: Item; share: number }) {
  switch (item.state) {
    case 'waiting':
      return <span>Waiting</span>;
    case 'sending':
      return <span className="tabular">{share === 100 ? 'Being stored' : `${share} % sent`}</span>;
    case 'paused':
      return <span>Paused</span>;
    case 'held':
      return (
        <span className="wait">
          {item.problem?.code === 'OFFLINE' ? 'Waiting for the connection' : 'Waiting to try again'}
        </span>
      );
    case 'lost':
      return <span className="bad">Add this file again: the browser did not keep it</span>;
    case 'arrived':
      return <span>Arrived, being processed</span>;
    case 'processed':
      return <span className="good">Processed</span>;
    case 'failed':
      return <Reason code={item.problem?.code ?? ''} text={item.problem?.text ?? ''} />;
    case 'refused':
      return <Reason code={item.problem?.code ?? ''} text={item.problem?.text ?? ''} />;
  }
}

function Reason({ code, text }: { code: string; text: string }) {
  return (
    <span className="bad" title={adviceFor({ code }).todo}>
      {text || adviceFor({ code }).title}
    </span>
  );
}

function Actions({ item, uploads }: { item: Item; uploads: Uploads }) {
  const canRetry = item.state === 'held' || item.state === 'refused';
  return (
    <>
      {item.state === 'processed' && (
        <span className="file-done">
          <Icon name="check" />
        </span>
      )}
      {item.state === 'arrived' && (
        <span className="soft">
          <Icon name="spinner" spins />
        </span>
      )}
      {item.imageId !== undefined && (item.state === 'processed' || item.state === 'failed') && (
        <Link
          className="button button-small"
          href={`/images/${item.imageId}`}
          aria-label={`Show ${item.name}`}
        >
          Show
        </Link>
      )}
      {(item.state === 'sending' || item.state === 'paused') && (
        <button
          type="button"
          className="button button-bare"
          aria-label={item.state === 'paused' ? `Go on with ${item.name}` : `Pause ${item.name}`}
          onClick={() => uploads.pauseOrResume(item.id)}
        >
          <Icon name={item.state === 'paused' ? 'play' : 'pause'} />
        </button>
      )}
      {canRetry && (
        <button
          type="button"
          className="button button-bare"
          aria-label={`Try ${item.name} again`}
          onClick={() => uploads.retry(item.id)}
        >
          <Icon name="retry" />
        </button>
      )}
      {item.state !== 'processed' && item.state !== 'arrived' && (
        <button
          type="button"
          className="button button-bare"
          aria-label={`Remove ${item.name}`}
          onClick={() => uploads.remove(item.id)}
        >
          <Icon name="close" />
        </button>
      )}
    </>
  );
}

const SHOWABLE = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

function Preview({ data }: { data: Blob | null }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (data === null || !SHOWABLE.includes(data.type)) {
      setUrl(null);
      return;
    }
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <span className="file-preview">
      {url === null ? (
        <Icon name="images" />
      ) : (
        <img src={url} alt="" decoding="async" onError={() => setUrl(null)} />
      )}
    </span>
  );
}
