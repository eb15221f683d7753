import type { ImageFacts } from '../api/types';
import { day, startOfDay } from '../format/format';

/** The images of one day, as far as they are known. */
export interface Day {
  title: string;
  size: number;
}

/** A row of the gallery, so many pixels below its top: the head of a day, or as many tiles as fit. */
export type Row = { day: Day; topPx: number; px: number } & (
  | { kind: 'head' }
  | {
      kind: 'tiles';
      /** How many of the day's images stand before these. */
      before: number;
      images: readonly ImageFacts[];
    }
);

export interface Grid {
  columns: number;
  tilePx: number;
}

export const GAP_PX = 12;
const DAY_PX = 52;
const WANTED_TILE_PX = 200;
const FEWEST_COLUMNS = 2;

export function gridFor(widthPx: number): Grid {
  const columns = Math.max(FEWEST_COLUMNS, Math.floor((widthPx + GAP_PX) / (WANTED_TILE_PX + GAP_PX)));
  return { columns, tilePx: Math.max(0, (widthPx - GAP_PX * (columns - 1)) / columns) };
}

/** Images in rows, newest first, a head before each day. Heights are known beforehand: nothing moves when pictures come. */
export function rowsOf(images: readonly ImageFacts[], grid: Grid, now: Date = new Date()): Row[] {
  const rows: Row[] = [];
  let topPx = 0;
  for (const { title, images: ofDay } of daysOf(images, now)) {
    const day = { title, size: ofDay.length };
    rows.push({ kind: 'head', day, topPx, px: DAY_PX });
    topPx += DAY_PX;
    for (let before = 0; before < ofDay.length; before += grid.columns) {
      const px = grid.tilePx + GAP_PX;
      rows.push({
        kind: 'tiles',
        day,
        topPx,
        px,
        before,
        images: ofDay.slice(before, before + grid.columns),
      });
      topPx += px;
    }
  }
  return rows;
}

// A day is worked out once, not for each of its images.
function daysOf(images: readonly ImageFacts[], now: Date): { title: string; images: ImageFacts[] }[] {
  const days: { title: string; images: ImageFacts[] }[] = [];
  let beginMillis = Number.POSITIVE_INFINITY;
  for (const image of images) {
    if (Date.parse(image.receivedAt) < beginMillis) {
      days.push({ title: day(image.receivedAt, now), images: [] });
      beginMillis = startOfDay(new Date(image.receivedAt));
    }
    days.at(-1)?.images.push(image);
  }
  return days;
}

/** In which row an image stands. */
export function rowIndexOf(rows: readonly Row[], imageId: string): number {
  return rows.findIndex(
    (row) => row.kind === 'tiles' && row.images.some((image) => image.imageId === imageId),
  );
}
