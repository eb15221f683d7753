import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ImageFacts } from '../api/types';
import { type Day, GAP_PX, type Grid, gridFor, type Row, rowIndexOf, rowsOf } from './layout';
import type { Previews } from './previews';
import { Tile } from './Tile';

const ROWS_AHEAD = 8;

/** All images, a list for each day; only the rows in sight are there, and the one that has the focus. */
export function Gallery({
  images,
  previews,
  hasMore,
  onMore,
  startPx,
  onScroll,
}: {
  images: readonly ImageFacts[];
  previews: Previews;
  hasMore: boolean;
  onMore: () => void;
  /** How far down the page begins. */
  startPx: number;
  /** How far down the page is, and whether that is beyond the gallery's beginning. */
  onScroll: (scrollPx: number, isAway: boolean) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const { widthPx, topPx } = useFrame(frame);
  const grid = useMemo(() => gridFor(widthPx), [widthPx]);
  const rows = useMemo(() => (widthPx === 0 ? [] : rowsOf(images, grid)), [images, grid, widthPx]);
  const [focused, setFocused] = useState<string | null>(null);
  const focusedRow = useMemo(() => (focused === null ? -1 : rowIndexOf(rows, focused)), [rows, focused]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => rows[index]?.px ?? 0,
    overscan: 3,
    scrollMargin: topPx,
    rangeExtractor: useCallback((range: Range) => withRow(range, focusedRow), [focusedRow]),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the rows
  useLayoutEffect(() => virtual.measure(), [rows]);
  useAnchor(rows, topPx, virtual.range?.startIndex ?? 0, virtual.scrollOffset ?? 0);
  useScroll(rows.length > 0, topPx, startPx, onScroll);

  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && rows.length > 0 && last >= rows.length - ROWS_AHEAD) {
      onMore();
    }
  }, [hasMore, last, rows.length, onMore]);

  const visible = virtual
    .getVirtualItems()
    .map((item) => rows[item.index])
    .filter((row) => row !== undefined);
  const lastDay = rows.at(-1)?.day;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={frame}
      className="gallery"
      style={{ height: `${virtual.getTotalSize()}px` }}
      onFocus={(event) => setFocused(imageIdOf(event.target))}
      onBlur={(event) => setFocused(imageIdOf(event.relatedTarget))}
    >
      {[...new Set(visible.map((row) => row.day))].map((day) => (
        <DayOfImages
          key={day.title}
          day={day}
          isWhole={!hasMore || day !== lastDay}
          rows={visible.filter((row) => row.day === day)}
          grid={grid}
          previews={previews}
        />
      ))}
    </div>
  );
}

// Every tile is placed by itself: one that moves on to another row stays the same, and keeps the focus.
function DayOfImages(props: { day: Day; isWhole: boolean; rows: Row[]; grid: Grid; previews: Previews }) {
  const { day, isWhole, rows, grid, previews } = props;
  const head = rows.find((row) => row.kind === 'head');
  const tiles = rows.filter((row) => row.kind === 'tiles');
  return (
    <section>
      {head !== undefined && (
        <h2 className="gallery-day" style={{ transform: `translateY(${head.topPx}px)` }}>
          {day.title}
        </h2>
      )}
      {tiles.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without marks for none
        <ul role="list" aria-label={day.title}>
          {tiles.flatMap((row) =>
            row.images.map((image, column) => (
              <li
                key={image.imageId}
                className="gallery-tile"
                data-image={image.imageId}
                aria-posinset={row.before + column + 1}
                aria-setsize={isWhole ? day.size : -1}
                style={{
                  width: `${grid.tilePx}px`,
                  height: `${grid.tilePx}px`,
                  transform: `translate(${column * (grid.tilePx + GAP_PX)}px, ${row.topPx}px)`,
                }}
              >
                <Tile image={image} previews={previews} />
              </li>
            )),
          )}
        </ul>
      )}
    </section>
  );
}

function imageIdOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>('[data-image]')?.dataset.image ?? null;
}

function withRow(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || indexes.includes(index)) {
    return indexes;
  }
  return [...indexes, index].sort((one, other) => one - other);
}

function useFrame(frame: React.RefObject<HTMLDivElement | null>): { widthPx: number; topPx: number } {
  const [place, setPlace] = useState({ widthPx: 0, topPx: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) {
      return;
    }
    const measure = () => {
      const widthPx = element.clientWidth;
      const topPx = Math.round(element.getBoundingClientRect().top + window.scrollY);
      setPlace((before) =>
        before.widthPx === widthPx && before.topPx === topPx ? before : { widthPx, topPx },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [frame]);
  return place;
}

/**
 * Keeps what is in sight where it is when the rows change: the window gets narrower, images leave. Rows are anchored by
 * their own places: how far down the page is may have changed since it was told.
 */
function useAnchor(rows: readonly Row[], topPx: number, firstIndex: number, scrollPx: number): void {
  const anchor = useRef<{ imageId: string; px: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what moves is the rows
  useLayoutEffect(() => {
    const row = anchor.current === null ? undefined : rows[rowIndexOf(rows, anchor.current.imageId)];
    const movedPx = row === undefined ? 0 : row.topPx + topPx - (anchor.current?.px ?? 0);
    if (Math.abs(movedPx) >= 1) {
      window.scrollTo({ top: scrollPx + movedPx, behavior: 'instant' });
    }
  }, [rows, topPx]);
  useLayoutEffect(() => {
    const first = rows.slice(firstIndex, firstIndex + 2).find((row) => row.kind === 'tiles');
    const imageId = first?.images[0]?.imageId;
    anchor.current =
      first === undefined || imageId === undefined || scrollPx <= topPx
        ? null
        : { imageId, px: first.topPx + topPx };
  });
}

/** Begins where one was before, and tells how far down one is since. */
function useScroll(
  isThere: boolean,
  topPx: number,
  startPx: number,
  onScroll: (scrollPx: number, isAway: boolean) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows are there, and no more after that
  useLayoutEffect(() => {
    if (isThere) {
      window.scrollTo({ top: startPx, behavior: 'instant' });
    }
  }, [isThere]);
  useEffect(() => {
    if (!isThere) {
      return undefined;
    }
    const note = () => onScroll(window.scrollY, window.scrollY > topPx);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [isThere, topPx, onScroll]);
}
