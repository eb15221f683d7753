import type { Api } from '../api/api';
import type { ImageResult, ImageView } from '../api/types';

const MOST_KEPT = 2_000;
const EARLY_MILLIS = 30_000;

/** What images look like: their links, kept until shortly before they expire. */
export class Previews {
  private readonly kept = new Map<string, { view: Promise<ImageView>; untilMillis: number }>();

  constructor(private readonly api: Pick<Api, 'image'>) {}

  /** The image's state and links. */
  get(id: string): Promise<ImageView> {
    const found = this.kept.get(id);
    if (found !== undefined && Date.now() < found.untilMillis) {
      return found.view;
    }
    const entry = { view: this.api.image(id), untilMillis: Number.POSITIVE_INFINITY };
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
