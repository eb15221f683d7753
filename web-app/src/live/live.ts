import { type Api, MOST_AT_ONCE } from '../api/api';
import type { ImageView } from '../api/types';
import { type Frame, Frames } from './frames';

export type EndListener = (end: ImageView) => void;

const RETRY_MILLIS = 2_000;
const CHECK_MILLIS = 5_000;
const REMEMBERED = 1_000;

/**
 * Tells when images come to their ends, as the service does. What the page has sent itself it also asks for from time to
 * time, so that a lost event costs seconds and never an answer.
 */
export class Live {
  private readonly expected = new Set<string>();
  private readonly ends = new Map<string, ImageView>();
  private readonly listeners = new Set<EndListener>();
  private readonly resetListeners = new Set<() => void>();
  private readonly frames = new Frames();
  private isRunning = false;
  private checkTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly api: Pick<Api, 'imagesById' | 'events'>) {}

  /** Follows an accepted image to its end. */
  expect(id: string): void {
    // Small images end before their senders know that they have arrived.
    const end = this.ends.get(id);
    if (end !== undefined) {
      this.tell(end);
      return;
    }
    this.expected.add(id);
    this.scheduleCheck();
  }

  /** Hears of every end from now on. */
  subscribe(listener: EndListener): () => void {
    this.listeners.add(listener);
    this.start();
    return () => this.listeners.delete(listener);
  }

  /** Hears that ends may have been missed: what is shown must be looked up again. */
  onReset(listener: () => void): () => void {
    this.resetListeners.add(listener);
    return () => this.resetListeners.delete(listener);
  }

  private start(): void {
    if (!this.isRunning) {
      this.isRunning = true;
      void this.run();
    }
  }

  // For the life of the page: a stream that ends or breaks is opened again, from where it stopped.
  private async run(): Promise<void> {
    for (;;) {
      try {
        const stream = await this.api.events(this.frames.lastEventId);
        await this.listen(stream);
      } catch {
        // It is opened again below.
      }
      await new Promise((resolve) => setTimeout(resolve, this.frames.retryMillis ?? RETRY_MILLIS));
    }
  }

  private async listen(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      for (const frame of this.frames.read(decoder.decode(value, { stream: true }))) {
        this.take(frame);
      }
    }
  }

  private take(frame: Frame): void {
    if (frame.event === 'image') {
      this.tell(JSON.parse(frame.data) as ImageView);
    } else if (frame.event === 'reset') {
      for (const listener of this.resetListeners) {
        listener();
      }
    }
  }

  private tell(end: ImageView): void {
    this.expected.delete(end.id);
    this.ends.set(end.id, end);
    for (const id of this.ends.keys()) {
      if (this.ends.size <= REMEMBERED) {
        break;
      }
      this.ends.delete(id);
    }
    for (const listener of this.listeners) {
      listener(end);
    }
  }

  private scheduleCheck(): void {
    if (this.checkTimer === null && this.expected.size > 0) {
      this.checkTimer = setTimeout(() => this.check(), CHECK_MILLIS);
    }
  }

  private async check(): Promise<void> {
    const some = [...this.expected].slice(0, MOST_AT_ONCE);
    const images = await this.api.imagesById(some).catch(() => []);
    // Whoever has been asked for goes to the end of the line.
    for (const id of some) {
      if (this.expected.delete(id)) {
        this.expected.add(id);
      }
    }
    for (const image of images) {
      if (image.state !== 'RECEIVED') {
        this.tell(image);
      }
    }
    this.checkTimer = null;
    this.scheduleCheck();
  }
}
