import type { ImageFacts } from '../api/types';
import { day } from '../format/format';

/** A row of the gallery: the head of a day, or as many tiles as fit. */
export type Row =
  | { kind: 'day'; key: string; title: string; px: number }
  | { kind: 'tiles'; key: string; images: readonly ImageFacts[]; px: number };

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
  let title = '';
  let tiles: ImageFacts[] = [];
  const close = () => {
    const first = tiles[0];
    if (first !== undefined) {
      rows.push({ kind: 'tiles', key: first.imageId, images: tiles, px: grid.tilePx + GAP_PX });
      tiles = [];
    }
  };
  for (const image of images) {
    const itsDay = day(image.receivedAt, now);
    if (itsDay !== title) {
      close();
      title = itsDay;
      rows.push({ kind: 'day', key: `day ${title}`, title, px: DAY_PX });
    }
    tiles.push(image);
    if (tiles.length === grid.columns) {
      close();
    }
  }
  close();
  return rows;
}
