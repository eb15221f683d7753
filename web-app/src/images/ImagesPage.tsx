import './images.css';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ImageFilter } from '../api/api';
import { type Desk, useDesk } from '../app/context';
import { amend, Link, useAddress } from '../app/router';
import { Icon } from '../design/Icon';
import { Blank, Notice, Trouble } from '../design/states';
import { count, counted } from '../format/format';
import type { Live } from '../live/live';
import { Filters } from './Filters';
import { Gallery } from './Gallery';
import { ImageFeed } from './imageFeed';
import { Previews } from './previews';

const MOVING_MILLIS = 1_500;
const QUIET_MILLIS = 10_000;
// How long the accounts usually need to know of an image that has just ended.
const COUNTED_MILLIS = 700;

const FILTERS = ['state', 'mediaType', 'channel', 'day'] as const;

// Kept while other pages are shown, so that coming back shows the same place at once.
let kept: { desk: Desk; filter: string; feed: ImageFeed; previews: Previews; scrollPx: number } | null = null;

function galleryOf(desk: Desk, filter: ImageFilter) {
  const key = JSON.stringify(filter);
  if (kept === null || kept.desk !== desk || kept.filter !== key) {
    const previews = kept?.desk === desk ? kept.previews : new Previews(desk.api);
    kept = { desk, filter: key, feed: new ImageFeed(desk.api, filter), previews, scrollPx: 0 };
  }
  return kept;
}

function filterOf(query: URLSearchParams): ImageFilter {
  return Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']));
}

function addressOf(filter: ImageFilter): string {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? '/images' : `/images?${new URLSearchParams(set as [string, string][])}`;
}

export default function ImagesPage() {
  const desk = useDesk();
  const { query } = useAddress();
  const filter = filterOf(query);
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const gallery = galleryOf(desk, filter);
  const { feed, previews } = gallery;
  const state = useSyncExternalStore(feed.subscribe, feed.current);
  const more = useCallback(() => void feed.more(), [feed]);
  const scrolled = useCallback(
    (scrollPx: number, isAway: boolean) => {
      gallery.scrollPx = scrollPx;
      feed.hold(isAway);
    },
    [gallery, feed],
  );
  useFresh(feed);

  useEnds(desk.live, feed);

  return (
    <>
      <header className="page-head page-head-split">
        <div>
          <h1>Images</h1>
          <p className="soft" role="status">
            {state.isLoaded && state.images.length > 0
              ? `${count(state.images.length)}${state.hasMore ? ' newest' : ''} shown, and new ones as they come`
              : 'Everything you sent, and what became of it'}
          </p>
        </div>
        <Filters
          filter={filter}
          mediaTypes={desk.config.mediaTypes}
          onChange={(changed) => amend(addressOf(changed))}
        />
      </header>
      {state.isLoaded && state.problem !== null && (
        <Notice tone="wait" icon="offline">
          {state.problem.message} What you see may have changed since.
        </Notice>
      )}
      {!state.isLoaded && state.problem !== null && (
        <Trouble problem={state.problem} onRetry={() => void feed.refresh()} />
      )}
      {!state.isLoaded && state.problem === null && <Skeletons />}
      {state.isLoaded && state.images.length === 0 && isFiltered && (
        <Blank icon="images" title="No such images">
          <p>None of your images is as the filters say.</p>
          <Link className="button" href="/images">
            Show all
          </Link>
        </Blank>
      )}
      {state.isLoaded && state.images.length === 0 && !isFiltered && (
        <Blank icon="images" title="No images yet">
          <p>Send some, and watch them appear here as they are processed.</p>
          <Link className="button button-main" href="/upload">
            <Icon name="upload" /> Upload images
          </Link>
        </Blank>
      )}
      {state.images.length > 0 && (
        <>
          <News count={state.news} hasMore={state.hasMoreNews} />
          <Gallery
            key={gallery.filter}
            images={state.images}
            previews={previews}
            hasMore={state.hasMore}
            onMore={more}
            startPx={gallery.scrollPx}
            onScroll={scrolled}
          />
        </>
      )}
      {state.isLoadingMore && <p className="soft gallery-more">Loading more</p>}
    </>
  );
}

/** Says that there are newer images than those in sight, and leads to them. */
function News({ count: news, hasMore }: { count: number; hasMore: boolean }) {
  const show = () => {
    window.scrollTo({ top: 0, behavior: 'instant' });
    // The button leaves: whoever pressed it goes on from the page's beginning.
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <div className="gallery-news" role="status">
      {news > 0 && (
        <button type="button" className="button button-main" onClick={show}>
          {hasMore ? 'More than ' : ''}
          {counted(news, 'new image')}
        </button>
      )}
    </div>
  );
}

/** Shows ends as they come; what is not known of is looked up once it is counted. */
function useEnds(live: Live, feed: ImageFeed): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void feed.refresh();
    };
    const leave = [
      live.subscribe((end) => {
        if (!feed.end(end)) {
          timer ??= setTimeout(refresh, COUNTED_MILLIS);
        }
      }),
      live.onReset(refresh),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of leave) {
        end();
      }
    };
  }, [live, feed]);
}

/** Looks for news while the page is in sight, more often while something is under way. */
function useFresh(feed: ImageFeed): void {
  const [, setTurn] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        await feed.refresh();
      }
      if (!isGone) {
        timer = setTimeout(look, feed.isMoving ? MOVING_MILLIS : QUIET_MILLIS);
      }
    };
    void look();
    const midnight = setInterval(() => setTurn((turn) => turn + 1), 60_000);
    return () => {
      isGone = true;
      clearTimeout(timer);
      clearInterval(midnight);
    };
  }, [feed]);
}

const PLACES = Array.from({ length: 12 }, (_, index) => index);

function Skeletons() {
  return (
    <div className="gallery-skeletons" role="status" aria-label="Loading your images">
      {PLACES.map((place) => (
        <div key={place} className="skeleton" />
      ))}
    </div>
  );
}
