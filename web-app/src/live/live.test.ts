import { expect, it, vi } from 'vitest';
import type { ImageView } from '../api/types';
import { Live } from './live';

function ended(id: string): ImageView {
  return {
    id,
    state: 'PROCESSED',
    channel: 'UPLOAD',
    receivedAt: '',
    mediaType: 'image/jpeg',
    sizeBytes: 1,
    results: [],
    labels: [],
  };
}

/** A service whose streams the test writes, one for each connection. */
class FakeService {
  readonly askedFrom: (string | null)[] = [];
  readonly images = new Map<string, ImageView>();
  private writer: ReadableStreamDefaultController<Uint8Array> | null = null;

  events = async (lastEventId: string | null): Promise<ReadableStream<Uint8Array>> => {
    this.askedFrom.push(lastEventId);
    return new ReadableStream<Uint8Array>({
      start: (writer) => {
        this.writer = writer;
      },
    });
  };

  imagesById = async (ids: readonly string[]): Promise<ImageView[]> =>
    ids.map((id) => this.images.get(id) ?? { ...ended(id), state: 'RECEIVED' as const });

  write(text: string): void {
    this.writer?.enqueue(new TextEncoder().encode(text));
  }

  breakOff(): void {
    this.writer?.error(new Error('broken'));
  }
}

function event(id: string): string {
  return `event: image\ndata: ${JSON.stringify(ended(id))}\nid: after-${id}\n\n`;
}

it('tells ends as they come, and goes on after a broken connection', async () => {
  const service = new FakeService();
  const live = new Live(service);
  const told: string[] = [];
  live.subscribe((end) => told.push(end.id));
  await vi.waitFor(() => expect(service.askedFrom).toEqual([null]));

  service.write(`retry: 10\n\n${event('one')}`);
  await vi.waitFor(() => expect(told).toEqual(['one']));
  service.breakOff();
  await vi.waitFor(() => expect(service.askedFrom).toEqual([null, 'after-one']));
  service.write(event('two'));

  await vi.waitFor(() => expect(told).toEqual(['one', 'two']));
});

it('tells an end that came before anybody expected it', async () => {
  const service = new FakeService();
  const live = new Live(service);
  const told: string[] = [];
  live.subscribe((end) => told.push(end.id));
  await vi.waitFor(() => expect(service.askedFrom).toHaveLength(1));
  service.write(event('quick'));
  await vi.waitFor(() => expect(told).toEqual(['quick']));

  live.expect('quick');

  expect(told).toEqual(['quick', 'quick']);
});

it('asks for what it expects when no event comes', async () => {
  vi.useFakeTimers();
  const service = new FakeService();
  const live = new Live(service);
  const told: string[] = [];
  live.subscribe((end) => told.push(end.id));
  live.expect('lost');
  service.images.set('lost', ended('lost'));

  await vi.advanceTimersByTimeAsync(6_000);

  expect(told).toEqual(['lost']);
  vi.useRealTimers();
});

it('says when ends may have been missed', async () => {
  const service = new FakeService();
  const live = new Live(service);
  let resets = 0;
  live.subscribe(() => {});
  live.onReset(() => resets++);
  await vi.waitFor(() => expect(service.askedFrom).toHaveLength(1));

  service.write('event: reset\ndata: {}\nid: x\n\n');

  await vi.waitFor(() => expect(resets).toBe(1));
});
