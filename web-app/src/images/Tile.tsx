import { memo, useEffect, useState } from 'react';
import type { ImageFacts } from '../api/types';
import { Link } from '../app/router';
import { Icon } from '../design/Icon';
import { mediaType, minute } from '../format/format';
import { failureTitle } from './advice';
import { bestResult, type Previews } from './previews';

const WANTED_PX = 300;
// A network that blinks costs no picture.
const MOST_TRIES = 4;
const PAUSE_MILLIS = 500;

export const Tile = memo(function Tile({ image, previews }: { image: ImageFacts; previews: Previews }) {
  return (
    <Link className={`tile tile-${image.outcome.toLowerCase()}`} href={`/images/${image.imageId}`}>
      <span className="tile-foot">
        <span className="tile-name">{image.fileName ?? mediaType(image.mediaType)}</span>
        <span className="visually-hidden">
          , {SPOKEN[image.outcome]}, {minute(image.receivedAt)}
        </span>
        {image.category !== undefined && <span className="tile-label">{image.category}</span>}
      </span>
      {image.outcome === 'PROCESSED' ? (
        <Picture image={image} previews={previews} />
      ) : (
        <Stand image={image} />
      )}
    </Link>
  );
});

const SPOKEN = { PROCESSED: 'processed', FAILED: 'failed', IN_FLIGHT: 'not processed yet' };

function Stand({ image }: { image: ImageFacts }) {
  return image.outcome === 'FAILED' ? (
    <span className="tile-stand">
      <Icon name="warning" size={28} />
      <span>{failureTitle(image.failureCode ?? '')}</span>
    </span>
  ) : (
    <span className="tile-stand">
      <Icon name="spinner" size={28} spins />
      <span>Being processed</span>
    </span>
  );
}

function Picture({ image, previews }: { image: ImageFacts; previews: Previews }) {
  const [tries, setTries] = useState(0);
  const [url, setUrl] = useState<string | null>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'failed' | 'gone'>('loading');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    let isCurrent = true;
    previews
      .get(image.imageId)
      .then((view) => bestResult(view.results, WANTED_PX))
      .then((result) => isCurrent && (result === null ? setState('gone') : setUrl(result.url)))
      .catch(() => isCurrent && setState('failed'));
    return () => {
      isCurrent = false;
    };
  }, [image.imageId, previews, tries]);
  useEffect(() => {
    if (state !== 'failed') {
      return undefined;
    }
    if (tries === MOST_TRIES) {
      setState('gone');
      return undefined;
    }
    const timer = setTimeout(
      () => {
        setUrl(null);
        setState('loading');
        setTries(tries + 1);
      },
      PAUSE_MILLIS * 2 ** tries,
    );
    return () => clearTimeout(timer);
  }, [state, tries]);
  if (state === 'gone') {
    return (
      <span className="tile-stand">
        <Icon name="images" size={28} />
        <span>No preview</span>
      </span>
    );
  }
  return (
    <>
      {state !== 'shown' && <span className="skeleton tile-wait" />}
      {url !== null && (
        <img
          src={url}
          alt=""
          decoding="async"
          className={state === 'shown' ? 'tile-picture tile-shown' : 'tile-picture'}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      )}
    </>
  );
}
