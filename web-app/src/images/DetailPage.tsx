import './images.css';
import { useEffect, useState } from 'react';
import type { Failure, ImageResult, ImageView } from '../api/types';
import { useDesk } from '../app/context';
import { Link } from '../app/router';
import { useLoaded } from '../app/useLoaded';
import { Icon } from '../design/Icon';
import { Blank, Notice, Trouble } from '../design/states';
import { ahead, bytes, channel, duration, mediaType, minute, moment } from '../format/format';
import { adviceFor } from './advice';
import { bestResult } from './previews';

const AGAIN_MILLIS = 1_200;
const WANTED_PX = 1200;
const EARLY_MILLIS = 30_000;

export default function DetailPage({ id }: { id: string }) {
  const { api, live } = useDesk();
  const { value: image, problem, reload } = useLoaded(id, (signal) => api.image(id, signal));

  useEffect(() => live.subscribe((end) => end.id === id && reload()), [live, id, reload]);
  useEffect(() => {
    if (image?.state === 'RECEIVED') {
      const timer = setTimeout(reload, AGAIN_MILLIS);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [image, reload]);
  useEffect(() => {
    // Links work for a while only: a page that is left open gets fresh ones in time.
    const link = image?.original ?? image?.results[0];
    if (link === undefined) {
      return undefined;
    }
    const timer = setTimeout(
      reload,
      Math.max(EARLY_MILLIS, Date.parse(link.urlExpiresAt) - Date.now() - EARLY_MILLIS),
    );
    return () => clearTimeout(timer);
  }, [image, reload]);

  return (
    <>
      <p>
        <Link className="button button-small" href="/images">
          <Icon name="back" size={18} /> All images
        </Link>
      </p>
      {image === null && problem === null && <Waiting />}
      {image === null && problem?.isAbsence && (
        <Blank icon="images" title="There is no such image">
          <p>It may never have been, or its time has passed and it is not kept any more.</p>
        </Blank>
      )}
      {image === null && problem !== null && !problem.isAbsence && (
        <Trouble problem={problem} onRetry={reload} />
      )}
      {image !== null && <Detail image={image} />}
    </>
  );
}

function Waiting() {
  return (
    <div className="detail" role="status" aria-label="Loading the image">
      <div className="skeleton detail-frame" />
      <div className="card skeleton" />
    </div>
  );
}

function Detail({ image }: { image: ImageView }) {
  const name = image.fileName ?? mediaType(image.mediaType);
  return (
    <>
      <header className="detail-head">
        <h1 className="detail-name">{name}</h1>
        <State image={image} />
      </header>
      {image.failure !== undefined && <Why failure={image.failure} />}
      <div className="detail">
        <div className="detail-main">
          <Picture image={image} name={name} />
          <Files image={image} />
        </div>
        <div className="detail-side">
          <Facts image={image} />
          {image.labels.length > 0 && <Labels labels={image.labels} />}
        </div>
      </div>
    </>
  );
}

function State({ image }: { image: ImageView }) {
  switch (image.state) {
    case 'PROCESSED':
      return (
        <span className="chip chip-good">
          <Icon name="check" size={16} /> Processed
        </span>
      );
    case 'FAILED':
      return (
        <span className="chip chip-bad">
          <Icon name="warning" size={16} /> Failed
        </span>
      );
    case 'RECEIVED':
      return (
        <span className="chip chip-wait">
          <Icon name="clock" size={16} /> Being processed
        </span>
      );
  }
}

function Why({ failure }: { failure: Failure }) {
  const advice = adviceFor(failure);
  return (
    <Notice tone="bad" icon="warning">
      <p>
        <strong>{advice.title}</strong>
      </p>
      <p>{failure.message}</p>
      <p>{advice.todo}</p>
    </Notice>
  );
}

function Picture({ image, name }: { image: ImageView; name: string }) {
  // The links change when the image is asked for again: what failed is tried again then.
  const [failed, setFailed] = useState<string | null>(null);
  const best = bestResult(image.results, WANTED_PX);
  if (best === null || failed === best.url) {
    return (
      <div className="detail-frame">
        <Blank
          icon={image.state === 'FAILED' ? 'warning' : image.state === 'RECEIVED' ? 'clock' : 'images'}
          title={image.state === 'RECEIVED' ? 'Being processed' : 'Nothing to show'}
        >
          {image.state === 'RECEIVED' && <p>The picture appears here by itself.</p>}
        </Blank>
      </div>
    );
  }
  return (
    <figure className="detail-frame">
      <img
        src={best.url}
        alt={name}
        width={best.widthPx}
        height={best.heightPx}
        onError={() => setFailed(best.url)}
      />
    </figure>
  );
}

function Facts({ image }: { image: ImageView }) {
  const { source } = image;
  const took =
    image.finishedAt === undefined ? null : Date.parse(image.finishedAt) - Date.parse(image.receivedAt);
  return (
    <section className="card" aria-label="Facts">
      <dl className="facts">
        <Fact name="Received">{moment(image.receivedAt)}</Fact>
        {image.finishedAt !== undefined && <Fact name="Finished">{moment(image.finishedAt)}</Fact>}
        {took !== null && took >= 0 && <Fact name="Took">{duration(took)}</Fact>}
        <Fact name="Came by">{channel(image.channel)}</Fact>
        <Fact name="Type">{mediaType(image.mediaType)}</Fact>
        {source !== undefined && (
          <Fact name="Size">
            {source.widthPx} × {source.heightPx} px
          </Fact>
        )}
        <Fact name="File">{bytes(image.sizeBytes)}</Fact>
        {source !== undefined && source.pages > 1 && <Fact name="Frames">{source.pages}</Fact>}
        {source?.colourSpace !== undefined && <Fact name="Colours">{source.colourSpace}</Fact>}
        {source?.orientation !== undefined && <Fact name="Orientation">{source.orientation}</Fact>}
        {image.retainedUntil !== undefined && (
          <Fact name="Kept until">
            {minute(image.retainedUntil)} <span className="soft">{ahead(image.retainedUntil)}</span>
          </Fact>
        )}
        <Fact name="Id">
          <span className="mono">{image.id}</span>
        </Fact>
        {image.sha256 !== undefined && (
          <Fact name="SHA-256">
            <span className="mono checksum">{image.sha256}</span>
            <CopyButton value={image.sha256} what="the original’s checksum" />
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="tabular">{children}</dd>
    </>
  );
}

function Labels({ labels }: { labels: ImageView['labels'] }) {
  return (
    <section className="card" aria-labelledby="labels">
      <h2 id="labels">Labels</h2>
      <ul className="labels">
        {labels.map((label) => (
          <li key={label.name}>
            <div className="label-line">
              <span>{label.name}</span>
              <span className="soft tabular">{Math.round(label.score * 100)} %</span>
            </div>
            <div className="bar" aria-hidden="true">
              <div className="bar-fill" style={{ width: `${label.score * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ image }: { image: ImageView }) {
  if (image.results.length === 0 && image.original === undefined) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="files">
      <h2 id="files">Files</h2>
      <ul className="results">
        {[...image.results]
          .sort((one, other) => (other.widthPx ?? 0) - (one.widthPx ?? 0))
          .map((result) => (
            <Result key={result.name} result={result} />
          ))}
        {image.original !== undefined && (
          <li className="result">
            <div className="result-text">
              <p className="result-name">Original</p>
              <p className="result-facts soft tabular">
                {mediaType(image.mediaType)} · {bytes(image.sizeBytes)}
              </p>
            </div>
            <DownloadLink href={image.original.downloadUrl} what="the original" />
          </li>
        )}
      </ul>
    </section>
  );
}

function Result({ result }: { result: ImageResult }) {
  const size = result.widthPx === undefined ? [] : [`${result.widthPx} × ${result.heightPx} px`];
  return (
    <li className="result">
      <div className="result-text">
        <p className="result-name">{result.name}</p>
        <p className="result-facts soft tabular">
          {[mediaType(result.mediaType), ...size, bytes(result.sizeBytes)].join(' · ')}
        </p>
      </div>
      <CopyButton value={result.sha256} what={`the checksum of ${result.name}`} />
      <DownloadLink href={result.downloadUrl} what={result.name} />
    </li>
  );
}

function DownloadLink({ href, what }: { href: string; what: string }) {
  return (
    <a className="button button-small" href={href} aria-label={`Download ${what}`} download>
      <Icon name="download" size={18} />
    </a>
  );
}

function CopyButton({ value, what }: { value: string; what: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = isCopied ? setTimeout(() => setCopied(false), 2_000) : undefined;
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button
      type="button"
      className="button button-bare"
      title={value}
      aria-label={isCopied ? `Copied ${what}` : `Copy ${what}`}
      onClick={copy}
    >
      <Icon name={isCopied ? 'check' : 'copy'} size={18} />
    </button>
  );
}
