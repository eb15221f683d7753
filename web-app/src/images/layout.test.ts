import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../api/types';
import { GAP_PX, gridFor, rowIndexOf, rowsOf } from './layout';

const NOW = new Date(2026, 10, 22, 12);

function imageOf(daysAgo: number, number: number): ImageFacts {
  const receivedAt = new Date(2026, 10, 22 - daysAgo, 10, 0, number).toISOString();
  return {
    imageId: `${daysAgo}-${number}`,
    customerId: 'acme',
    channel: 'UPLOAD',
    receivedAt,
    mediaType: 'image/jpeg',
    sizeBytes: 1,
    outcome: 'PROCESSED',
  };
}

describe('the grid', () => {
  it('fills the width, with two columns at least', () => {
    for (const widthPx of [320, 358, 744, 1216, 2560]) {
      const { columns, tilePx } = gridFor(widthPx);

      expect(columns).toBeGreaterThanOrEqual(2);
      expect(columns * tilePx + (columns - 1) * GAP_PX).toBeCloseTo(widthPx);
    }
  });
});

describe('the rows', () => {
  it('begin anew with each day', () => {
    const images = [imageOf(0, 3), imageOf(0, 2), imageOf(0, 1), imageOf(1, 1)];

    const rows = rowsOf(images, { columns: 2, tilePx: 100 }, NOW);

    expect(rows.map((row) => (row.kind === 'head' ? row.day.title : row.images.length))).toEqual([
      'Today',
      2,
      1,
      'Yesterday',
      1,
    ]);
  });

  it('know their place and how many their day has', () => {
    const images = [imageOf(0, 3), imageOf(0, 2), imageOf(0, 1), imageOf(1, 1)];

    const rows = rowsOf(images, { columns: 2, tilePx: 100 }, NOW);

    expect(rows.map((row) => row.topPx)).toEqual([0, 52, 164, 276, 328]);
    expect(rows.map((row) => (row.kind === 'tiles' ? row.before : null))).toEqual([null, 0, 2, null, 0]);
    expect(rows.map((row) => row.day.size)).toEqual([3, 3, 3, 1, 1]);
    expect(rowIndexOf(rows, '0-1')).toBe(2);
  });

  it('lay 10,000 images out in a moment and lose none', () => {
    const images = Array.from({ length: 10_000 }, (_, index) => imageOf(Math.floor(index / 700), index % 60));

    const rows = rowsOf(images, { columns: 5, tilePx: 200 }, NOW);

    expect(rows.reduce((sum, row) => sum + (row.kind === 'tiles' ? row.images.length : 0), 0)).toBe(10_000);
  });
});
