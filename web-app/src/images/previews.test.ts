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

describe('previews', () => {
  it('are asked for once while their links work', async () => {
    let asked = 0;
    const previews = new Previews({
      image: async () => {
        asked++;
        return view('PROCESSED', [result('medium', 512)]);
      },
    });

    await previews.get('x');
    await previews.get('x');

    expect(asked).toBe(1);
  });

  it('of images that have not come to an end are asked for again', async () => {
    let asked = 0;
    const previews = new Previews({
      image: async () => {
        asked++;
        return view('RECEIVED');
      },
    });

    await previews.get('x');
    await previews.get('x');

    expect(asked).toBe(2);
  });
});
