import { describe, expect, it } from 'vitest';
import type { ImageResult, ImageView } from '../api/types';
import { bestResult, Previews } from './previews';

function result(name: string, px: number, mediaType = 'image/jpeg'): ImageResult {
  const urlExpiresAt = new Date(Date.now() + 900_000).toISOString();
  return {
    name,
    mediaType,
    widthPx: px,
    heightPx: px / 2,
    sizeBytes: 1,
    sha256: '',
    url: name,
    downloadUrl: name,
    urlExpiresAt,
  };
}

function view(state: ImageView['state'], results: ImageResult[] = []): ImageView {
  return {
    id: 'x',
    state,
    channel: 'UPLOAD',
    receivedAt: '',
    mediaType: 'image/jpeg',
    sizeBytes: 1,
    results,
    labels: [],
  };
}

describe('the best result', () => {
  const results = [
    result('large', 1600),
    result('thumbnail', 128),
    result('medium', 512),
    result('report', 900, 'text/html'),
  ];

  it('is the smallest picture that is large enough', () => {
    expect(bestResult(results, 300)?.name).toBe('medium');
  });

  it('is the largest if none is', () => {
    expect(bestResult(results, 5000)?.name).toBe('large');
  });

  it('is none without pictures', () => {
    expect(bestResult([result('report', 900, 'text/html')], 100)).toBeNull();
  });
});

/** A service that knows every image, and what it was asked for at a time. */
class FakeApi {
  readonly asked: string[][] = [];

  constructor(private readonly state: ImageView['state']) {}

  imagesById = async (ids: readonly string[]): Promise<ImageView[]> => {
    this.asked.push([...ids]);
    return ids
      .filter((id) => id !== 'gone')
      .map((id) => ({ ...view(this.state, [result('medium', 512)]), id }))
      .reverse();
  };
}

describe('previews', () => {
  it('are asked for once while their links work', async () => {
    const api = new FakeApi('PROCESSED');
    const previews = new Previews(api);

    await previews.get('x');
    await previews.get('x');

    expect(api.asked).toEqual([['x']]);
  });

  it('of images that have not come to an end are asked for again', async () => {
    const api = new FakeApi('RECEIVED');
    const previews = new Previews(api);

    await previews.get('x');
    await previews.get('x');

    expect(api.asked).toEqual([['x'], ['x']]);
  });

  it('that are wanted together are asked for together, each gets its own', async () => {
    const api = new FakeApi('PROCESSED');
    const previews = new Previews(api);
    const ids = Array.from({ length: 150 }, (_, index) => `image-${index}`);

    const views = await Promise.all(ids.map((id) => previews.get(id)));

    expect(views.map((one) => one.id)).toEqual(ids);
    expect(api.asked.map((some) => some.length)).toEqual([100, 50]);
  });

  it('of images that are not there fail alone', async () => {
    const previews = new Previews(new FakeApi('PROCESSED'));

    const [gone, there] = await Promise.allSettled([previews.get('gone'), previews.get('there')]);

    expect([gone?.status, there?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
