import type { Api, ImageFilter } from '../api/api';
import { asProblem, type Problem } from '../api/problem';
import type { ImageFacts, ImagePage, ImageView } from '../api/types';

export interface FeedState {
  images: readonly ImageFacts[];
  /** Whether the first page has been there. */
  isLoaded: boolean;
  isLoadingMore: boolean;
  hasMore: boolean;
  /** How many newer ones wait to be shown, at least. */
  news: number;
  hasMoreNews: boolean;
  problem: Problem | null;
}

const PAGE = 100;
const LARGEST_PAGE = 500;

/**
 * A customer's images, newest first: pages are added at the end as they are asked for, news at the beginning. While
 * somebody looks further down, news wait: what is shown changes and leaves, but nothing comes in between.
 */
export class ImageFeed {
  private state: FeedState = {
    images: [],
    isLoaded: false,
    isLoadingMore: false,
    hasMore: false,
    news: 0,
    hasMoreNews: false,
    problem: null,
  };
  private next: string | undefined;
  private readonly listeners = new Set<() => void>();
  private isRefreshing = false;
  private isHeld = false;

  constructor(
    private readonly api: Pick<Api, 'images'>,
    readonly filter: ImageFilter,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): FeedState => this.state;

  /** Reads the newest images again and merges what changed. */
  async refresh(): Promise<void> {
    if (this.isRefreshing) {
      return;
    }
    this.isRefreshing = true;
    try {
      this.take(await this.api.images({ ...this.filter, limit: this.reach() }));
    } catch (thrown) {
      this.set({ problem: asProblem(thrown) });
    } finally {
      this.isRefreshing = false;
    }
  }

  /** Lets news wait from now on, or lets them in. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (!isHeld && this.state.news > 0) {
      void this.refresh();
    }
  }

  /** Reads the page after the last one; the further down, the longer it is. */
  async more(): Promise<void> {
    const cursor = this.next;
    if (this.state.isLoadingMore || cursor === undefined) {
      return;
    }
    this.set({ isLoadingMore: true });
    try {
      const limit = Math.min(Math.max(PAGE, this.state.images.length), LARGEST_PAGE);
      const page = await this.api.images({ ...this.filter, limit, cursor });
      this.set({ isLoadingMore: false, problem: null });
      // Unless the list began anew meanwhile.
      if (this.next === cursor) {
        this.next = page.next;
        this.set({ images: merge(this.state.images, page.images), hasMore: page.next !== undefined });
      }
    } catch (thrown) {
      this.set({ isLoadingMore: false, problem: asProblem(thrown) });
    }
  }

  /** An image has come to its end: shown at once, before the accounts are asked. False if it is not in the list. */
  end(view: ImageView): boolean {
    const { images } = this.state;
    const index = images.findIndex((image) => image.imageId === view.id);
    const known = images[index];
    if (known !== undefined && view.state !== 'RECEIVED' && !this.filter.state) {
      const ended: ImageFacts = { ...known, outcome: view.state };
      if (view.failure !== undefined) {
        ended.failureCode = view.failure.code;
      }
      this.set({ images: images.with(index, ended) });
      return true;
    }
    return false;
  }

  /** Whether anything shown has not come to its end. */
  get isMoving(): boolean {
    return this.state.images.some((image) => image.outcome === 'IN_FLIGHT');
  }

  private take(page: ImagePage): void {
    const known = new Set(this.state.images.map((image) => image.imageId));
    const told = page.images.filter((image) => known.has(image.imageId));
    const isGapless = page.next === undefined || told.length > 0;
    const shown = { isLoaded: true, news: 0, hasMoreNews: false, problem: null };
    if (known.size > 0 && this.isHeld) {
      const news = page.images.length - told.length;
      this.set({ ...shown, images: merge(this.notDenied(page), told), news, hasMoreNews: !isGapless });
    } else if (known.size > 0 && isGapless) {
      this.set({ ...shown, images: merge(this.notDenied(page), page.images) });
    } else {
      this.next = page.next;
      this.set({ ...shown, images: page.images, hasMore: page.next !== undefined });
    }
  }

  // The page tells all there is from its first image to its last: what is not among them has left, by a filter say.
  private notDenied(page: ImagePage): ImageFacts[] {
    const told = new Set(page.images.map((image) => image.imageId));
    const last = page.next === undefined ? undefined : page.images.at(-1);
    return this.state.images.filter(
      (image) => told.has(image.imageId) || (last !== undefined && newestFirst(image, last) > 0),
    );
  }

  // Far enough to see the ends of images that are still under way.
  private reach(): number {
    const last = this.state.images.findLastIndex((image) => image.outcome === 'IN_FLIGHT');
    return Math.min(Math.max(PAGE, last + 1), LARGEST_PAGE);
  }

  private set(change: Partial<FeedState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** Both lists as one, newest first, each image once; the second knows better. */
export function merge(known: readonly ImageFacts[], news: readonly ImageFacts[]): ImageFacts[] {
  const byId = new Map(known.map((image) => [image.imageId, image]));
  for (const image of news) {
    const before = byId.get(image.imageId);
    // The accounts lag behind what the image itself said a moment ago.
    const isStale = before !== undefined && before.outcome !== 'IN_FLIGHT' && image.outcome === 'IN_FLIGHT';
    byId.set(image.imageId, isStale ? before : image);
  }
  return [...byId.values()].sort(newestFirst);
}

function newestFirst(one: ImageFacts, other: ImageFacts): number {
  return compare(other.receivedAt, one.receivedAt) || compare(other.imageId, one.imageId);
}

// ISO moments and ids are ASCII: their code units order them.
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
