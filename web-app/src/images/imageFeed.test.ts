import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem';
import type { ImageFacts, ImagePage } from '../api/types';
import { ImageFeed, merge } from './imageFeed';

function image(number: number, outcome: ImageFacts['outcome'] = 'PROCESSED'): ImageFacts {
  return {
    imageId: `id-${String(number).padStart(5, '0')}`,
    customerId: 'acme',
    channel: 'UPLOAD',
    receivedAt: new Date(1_700_000_000_000 + number * 1000).toISOString(),
    mediaType: 'image/jpeg',
    sizeBytes: 1,
    outcome,
  };
}

/** The statistics of so many images, the newest last. */
class FakeApi {
  stored: ImageFacts[] = [];
  isAway = false;

  async images({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<ImagePage> {
    if (this.isAway) {
      throw new Problem(503, 'DATABASE_UNAVAILABLE', 'away');
    }
    const newestFirst = merge([], this.stored);
    const from = cursor === undefined ? 0 : newestFirst.findIndex((one) => one.imageId === cursor);
    const page = newestFirst.slice(from, from + limit);
    const next = newestFirst[from + limit]?.imageId;
    return next === undefined ? { images: page } : { images: page, next };
  }
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('the feed of images', () => {
  it('holds each image once, newest first, however many pages and news come', async () => {
    const api = new FakeApi();
    api.stored = numbers(1, 250).map((number) => image(number));
    const feed = new ImageFeed(api, {});
    await feed.refresh();
    await feed.more();

    api.stored.push(...numbers(251, 260).map((number) => image(number)));
    await feed.refresh();
    await feed.more();

    expect(feed.current().images).toEqual(merge([], api.stored));
    expect(feed.current().hasMore).toBe(false);
  });

  it('begins anew when more has come than one page tells', async () => {
    const api = new FakeApi();
    api.stored = [image(1)];
    const feed = new ImageFeed(api, {});
    await feed.refresh();

    api.stored.push(...numbers(2, 400).map((number) => image(number)));
    await feed.refresh();

    expect(feed.current().images[0]?.imageId).toBe('id-00400');
    expect(feed.current().hasMore).toBe(true);
    while (feed.current().hasMore) {
      await feed.more();
    }
    expect(feed.current().images).toHaveLength(400);
  });

  it('sees the end of an image that many newer ones stand before', async () => {
    const api = new FakeApi();
    api.stored = [image(1, 'IN_FLIGHT'), ...numbers(2, 180).map((number) => image(number))];
    const feed = new ImageFeed(api, {});
    await feed.refresh();
    await feed.more();

    api.stored[0] = image(1, 'FAILED');
    await feed.refresh();

    expect(feed.current().images.at(-1)?.outcome).toBe('FAILED');
    expect(feed.isMoving).toBe(false);
  });

  it('does not take back an end that the accounts do not know of yet', () => {
    const ended = image(1);

    expect(merge([ended], [image(1, 'IN_FLIGHT')])).toEqual([ended]);
  });

  it('lets go of what the filters do not let through any more', async () => {
    const api = new FakeApi();
    api.stored = numbers(1, 150).map((number) => image(number, 'IN_FLIGHT'));
    const feed = new ImageFeed(api, { state: 'IN_FLIGHT' });
    await feed.refresh();
    await feed.more();

    api.stored = api.stored.filter((one) => one.imageId !== 'id-00120' && one.imageId !== 'id-00001');
    await feed.refresh();

    expect(feed.current().images).toEqual(merge([], api.stored));
  });

  it('lets nothing in between while somebody looks further down', async () => {
    const api = new FakeApi();
    api.stored = [image(1), image(2, 'IN_FLIGHT'), image(5)];
    const feed = new ImageFeed(api, {});
    await feed.refresh();

    feed.hold(true);
    api.stored = [image(1), image(2), image(3), image(5), image(6)];
    await feed.refresh();

    expect(feed.current().images).toEqual([image(5), image(2), image(1)]);
    expect(feed.current().news).toBe(2);
    feed.hold(false);
    await vi.waitFor(() => expect(feed.current().images).toEqual(merge([], api.stored)));
    expect(feed.current().news).toBe(0);
  });

  it('keeps what somebody looks at even if more has come than one page tells', async () => {
    const api = new FakeApi();
    api.stored = numbers(1, 150).map((number) => image(number));
    const feed = new ImageFeed(api, {});
    await feed.refresh();
    await feed.more();
    const shown = feed.current().images;

    feed.hold(true);
    api.stored.push(...numbers(151, 400).map((number) => image(number)));
    await feed.refresh();

    expect(feed.current()).toMatchObject({ images: shown, news: 100, hasMoreNews: true });
    feed.hold(false);
    await vi.waitFor(() => expect(feed.current().images[0]).toEqual(image(400)));
  });

  it('leaves no gap when it begins anew while a page is on its way', async () => {
    const api = new FakeApi();
    api.stored = numbers(1, 150).map((number) => image(number));
    const feed = new ImageFeed(api, {});
    await feed.refresh();

    const more = feed.more();
    api.stored.push(...numbers(151, 400).map((number) => image(number)));
    await Promise.all([feed.refresh(), more]);

    expect(feed.current().images).toEqual(merge([], api.stored).slice(0, 100));
    expect(feed.current().hasMore).toBe(true);
  });

  it('reaches 10,000 images in few pages', async () => {
    const api = new FakeApi();
    api.stored = numbers(1, 10_000).map((number) => image(number));
    const feed = new ImageFeed(api, {});
    await feed.refresh();

    let pages = 1;
    for (; feed.current().hasMore; pages++) {
      await feed.more();
    }

    expect(feed.current().images).toHaveLength(10_000);
    expect(pages).toBeLessThan(25);
  });

  it('keeps what it has when the accounts are away, and says so', async () => {
    const api = new FakeApi();
    api.stored = [image(1)];
    const feed = new ImageFeed(api, {});
    await feed.refresh();

    api.isAway = true;
    await feed.refresh();

    expect(feed.current().images).toHaveLength(1);
    expect(feed.current().problem?.code).toBe('DATABASE_UNAVAILABLE');
  });
});
