import { type Api, MOST_AT_ONCE } from '../api/api';
import { Problem } from '../api/problem';
import type { ImageResult, ImageView } from '../api/types';

const MOST_KEPT = 2_000;
const EARLY_MILLIS = 30_000;
const TOGETHER_MILLIS = 20;
const ABSENT = new Problem(404, 'RAW_MISSING', 'There is no such image.');

interface Waiting {
  id: string;
  resolve: (view: ImageView) => void;
  reject: (reason: unknown) => void;
}

/** What images look like: their links, kept until shortly before they expire. */
export class Previews {
  private readonly kept = new Map<string, { view: Promise<ImageView>; untilMillis: number }>();

  private waiting: Waiting[] = [];

  constructor(private readonly api: Pick<Api, 'imagesById'>) {}

  /** The image's state and links. */
  get(id: string): Promise<ImageView> {
    const found = this.kept.get(id);
    if (found !== undefined && Date.now() < found.untilMillis) {
      return found.view;
    }
    const entry = { view: this.ask(id), untilMillis: Number.POSITIVE_INFINITY };
    this.kept.delete(id);
    this.kept.set(id, entry);
    entry.view.then(
      (view) => {
        entry.untilMillis = expiryOf(view);
      },
      () => this.kept.delete(id),
    );
    this.trim();
    return entry.view;
  }

  // Tiles come into sight by the screenful: they are asked for together.
  private ask(id: string): Promise<ImageView> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) {
        setTimeout(() => this.askForAll(), TOGETHER_MILLIS);
      }
      this.waiting.push({ id, resolve, reject });
    });
  }

  private askForAll(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      void this.askFor(all.slice(from, from + MOST_AT_ONCE));
    }
  }

  private async askFor(some: Waiting[]): Promise<void> {
    try {
      const views = await this.api.imagesById(some.map((one) => one.id));
      const byId = new Map(views.map((view) => [view.id, view]));
      for (const { id, resolve, reject } of some) {
        const view = byId.get(id);
        if (view === undefined) {
          reject(ABSENT);
        } else {
          resolve(view);
        }
      }
    } catch (thrown) {
      for (const { reject } of some) {
        reject(thrown);
      }
    }
  }

  private trim(): void {
    for (const id of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) {
        return;
      }
      this.kept.delete(id);
    }
  }
}

// An image that has not come to its end is worth asking for again.
function expiryOf(view: ImageView): number {
  const links = view.results.map((result) => Date.parse(result.urlExpiresAt) - EARLY_MILLIS);
  return view.state === 'RECEIVED' ? 0 : Math.min(Number.POSITIVE_INFINITY, ...links);
}

const SHOWABLE = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

/** The smallest result that fills so many pixels, else the largest there is. */
export function bestResult(results: readonly ImageResult[], px: number): ImageResult | null {
  const pictures = results
    .filter((result) => SHOWABLE.includes(result.mediaType) && result.widthPx !== undefined)
    .sort((one, other) => longest(one) - longest(other));
  return pictures.find((result) => longest(result) >= px) ?? pictures.at(-1) ?? null;
}

function longest(result: ImageResult): number {
  return Math.max(result.widthPx ?? 0, result.heightPx ?? 0);
}
