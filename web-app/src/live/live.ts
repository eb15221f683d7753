import type { Api } from '../api/api';
import type { ImageView } from '../api/types';

export type EndListener = (end: ImageView) => void;

const PAUSE_MILLIS = 700;
const LONGEST_PAUSE_MILLIS = 5_000;
const AT_ONCE = 6;

/** Tells when images come to their ends. Images that the page has sent itself are asked for until they have. */
export class Live {
  private readonly expected = new Set<string>();
  private readonly listeners = new Set<EndListener>();
  private pause = PAUSE_MILLIS;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly api: Pick<Api, 'image'>) {}

  /** Follows an accepted image to its end. */
  expect(id: string): void {
    this.expected.add(id);
    this.pause = PAUSE_MILLIS;
    this.schedule();
  }

  subscribe(listener: EndListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private schedule(): void {
    if (this.timer === null && this.expected.size > 0) {
      this.timer = setTimeout(() => this.ask(), this.pause);
      this.pause = Math.min(this.pause * 1.3, LONGEST_PAUSE_MILLIS);
    }
  }

  private async ask(): Promise<void> {
    await Promise.all([...this.expected].slice(0, AT_ONCE).map((id) => this.askFor(id)));
    this.timer = null;
    this.schedule();
  }

  private async askFor(id: string): Promise<void> {
    // Whoever has been asked for goes to the end of the line.
    this.expected.delete(id);
    try {
      const image = await this.api.image(id);
      if (image.state === 'RECEIVED') {
        this.expected.add(id);
      } else {
        this.tell(image);
      }
    } catch {
      this.expected.add(id);
    }
  }

  private tell(end: ImageView): void {
    this.pause = PAUSE_MILLIS;
    for (const listener of this.listeners) {
      listener(end);
    }
  }
}
