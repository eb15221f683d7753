import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ImageFacts } from '../api/types';
import { gridFor, rowsOf } from './layout';
import type { Previews } from './previews';
import { Tile } from './Tile';

const ROWS_AHEAD = 8;

/** All images; only the rows in sight are there. */
export function Gallery({
  images,
  previews,
  hasMore,
  onMore,
}: {
  images: readonly ImageFacts[];
  previews: Previews;
  hasMore: boolean;
  onMore: () => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const { widthPx, topPx } = useFrame(frame);
  const grid = useMemo(() => gridFor(widthPx), [widthPx]);
  const rows = useMemo(() => (widthPx === 0 ? [] : rowsOf(images, grid)), [images, grid, widthPx]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => rows[index]?.px ?? 0,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 3,
    scrollMargin: topPx,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the rows
  useLayoutEffect(() => virtual.measure(), [rows]);

  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && rows.length > 0 && last >= rows.length - ROWS_AHEAD) {
      onMore();
    }
  }, [hasMore, last, rows.length, onMore]);

  return (
    <div ref={frame} className="gallery" style={{ height: `${virtual.getTotalSize()}px` }}>
      {visible.map((item) => {
        const row = rows[item.index];
        if (row === undefined) {
          return null;
        }
        const place = { transform: `translateY(${item.start - topPx}px)` };
        return row.kind === 'day' ? (
          <h2 key={item.key} className="gallery-day" style={place}>
            {row.title}
          </h2>
        ) : (
          <ul
            key={item.key}
            className="gallery-row"
            style={{ ...place, gridTemplateColumns: `repeat(${grid.columns}, ${grid.tilePx}px)` }}
          >
            {row.images.map((image) => (
              <li key={image.imageId} style={{ height: `${grid.tilePx}px` }}>
                <Tile image={image} previews={previews} />
              </li>
            ))}
          </ul>
        );
      })}
    </div>
  );
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
