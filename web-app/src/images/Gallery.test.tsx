import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImageFacts } from '../api/types';
import { Gallery } from './Gallery';
import { Previews } from './previews';

const TODAY = new Date();
const COLUMNS = 5;
const MOST_TILES = 80;
const previews = new Previews({ imagesById: async () => [] });

// One day holds them all. Failed ones: no preview is asked for.
function image(number: number): ImageFacts {
  const receivedAt = new Date(TODAY.getFullYear(), TODAY.getMonth(), TODAY.getDate(), 0, 0, 0, number);
  return {
    imageId: `image-${number}`,
    customerId: 'acme',
    channel: 'UPLOAD',
    receivedAt: receivedAt.toISOString(),
    mediaType: 'image/jpeg',
    sizeBytes: 1,
    fileName: `image-${number}.jpg`,
    outcome: 'FAILED',
    failureCode: 'EMPTY',
  };
}

/** The newest of so many images, one after the other. */
function images(newest: number, count = newest): ImageFacts[] {
  return Array.from({ length: count }, (_, index) => image(newest - index));
}

function gallery(shown: readonly ImageFacts[], change: Partial<Parameters<typeof Gallery>[0]> = {}) {
  const nothing = () => {};
  return (
    <Gallery
      images={shown}
      previews={previews}
      hasMore={false}
      onMore={nothing}
      startPx={0}
      onScroll={nothing}
      {...change}
    />
  );
}

// The test's browser lays nothing out.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1048);
  window.innerHeight = 800;
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  window.scrollTo(0, 0);
});

function scrollTo(px: number) {
  act(() => {
    window.scrollTo(0, px);
    window.dispatchEvent(new Event('scroll'));
  });
}

function names(): string[] {
  return screen.getAllByRole('link').map((link) => link.querySelector('.tile-name')?.textContent ?? '');
}

function place(name: string): string | undefined {
  return screen.getByText(`${name}.jpg`).closest('li')?.style.transform;
}

describe('the gallery of 10,000 images', () => {
  it('holds only what is in sight, wherever one is', () => {
    render(gallery(images(10_000)));

    for (const px of [0, 5_000, 100_000, 300_000, 424_000]) {
      scrollTo(px);

      expect(screen.getAllByRole('listitem').length).toBeGreaterThan(3 * COLUMNS);
      expect(screen.getAllByRole('listitem').length).toBeLessThan(MOST_TILES);
    }
    expect(names()).toContain('image-1.jpg');
  });

  it('tells how many there are and the place of each', () => {
    render(gallery(images(10_000)));
    scrollTo(100_000);

    const list = screen.getByRole('list', { name: 'Today' });
    const item = screen.getAllByRole('listitem')[0];
    const position = Number(item?.getAttribute('aria-posinset'));

    expect(list.contains(item ?? null)).toBe(true);
    expect(item?.textContent).toContain(`image-${10_001 - position}.jpg`);
    expect(item?.getAttribute('aria-setsize')).toBe('10000');
  });

  it('does not say how many there are before it knows', () => {
    render(gallery(images(10_000, 100), { hasMore: true }));

    expect(screen.getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('-1');
  });

  it('keeps the tile that has the focus, however far one scrolls', () => {
    render(gallery(images(10_000)));
    const focused = screen.getAllByRole('link')[7];
    act(() => focused?.focus());

    scrollTo(200_000);

    expect(document.activeElement).toBe(focused);
    expect(names()[0]).toBe('image-9995.jpg');
    expect(screen.getAllByRole('listitem').length).toBeLessThan(MOST_TILES);
  });

  it('keeps the focus while new images move the tile on to another row', () => {
    const { rerender } = render(gallery(images(10_000)));
    const focused = screen.getByRole('link', { name: /^image-9996\.jpg/ });
    act(() => focused.focus());

    rerender(gallery(images(10_003)));

    expect(document.activeElement).toBe(focused);
    expect(place('image-10003')).toBe('translate(0px, 52px)');
  });

  it('stays where it is when images above leave', () => {
    const { rerender } = render(gallery(images(10_000)));
    scrollTo(100_000);
    const before = window.scrollY;

    rerender(gallery(images(10_000 - 20 * COLUMNS)));

    expect(window.scrollY).toBeCloseTo(before - 20 * 212);
  });

  it('begins where one was before', () => {
    render(gallery(images(10_000), { startPx: 100_000 }));

    expect(window.scrollY).toBe(100_000);
  });

  it('asks for more near its end, and not before', () => {
    const onMore = vi.fn();
    render(gallery(images(10_000, 500), { hasMore: true, onMore }));

    expect(onMore).not.toHaveBeenCalled();
    scrollTo(20_000);

    expect(onMore).toHaveBeenCalled();
  });
});
