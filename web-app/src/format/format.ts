const LOCALE = 'en-GB';
const COUNT = new Intl.NumberFormat(LOCALE);
const DAY = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const SHORT_DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });
const MINUTE = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;
const DAY_MILLIS = 86_400_000;

export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 image`, `2 images`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Decimal units, three digits: `812 B`, `4.25 MB`. */
export function bytes(value: number): string {
  if (value < 1000) {
    return `${Math.round(value)} B`;
  }
  let scaled = value / 1000;
  let unit = 0;
  while (scaled >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)} ${UNITS[unit]}`;
}

/** `35 ms`, `2.1 s`, `3 min`, `2 h`. */
export function duration(millis: number): string {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
}

export function moment(iso: string): string {
  return MOMENT.format(new Date(iso));
}

export function minute(iso: string): string {
  return MINUTE.format(new Date(iso));
}

/** A UTC day, short: `22 Nov`. */
export function shortDay(iso: string): string {
  return SHORT_DAY.format(new Date(iso));
}

/** The day of a moment here: `Today`, `Yesterday`, `Saturday 21 November 2026`. */
export function day(iso: string, now: Date = new Date()): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(new Date(iso))) / DAY_MILLIS);
  if (daysAgo === 0) {
    return 'Today';
  }
  return daysAgo === 1 ? 'Yesterday' : DAY.format(new Date(iso));
}

export function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** How far away a coming moment is: `in 6 days`, `in 3 hours`; empty if it has passed. */
export function ahead(iso: string, now: Date = new Date()): string {
  const hours = (new Date(iso).getTime() - now.getTime()) / 3_600_000;
  if (hours <= 0) {
    return '';
  }
  return hours < 48
    ? `in ${counted(Math.max(1, Math.floor(hours)), 'hour')}`
    : `in ${Math.floor(hours / 24)} days`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %`;
}

const TYPES: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'image/tiff': 'TIFF',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/svg+xml': 'SVG',
};

/** A media type as people call it. */
export function mediaType(type: string): string {
  return TYPES[type] ?? type;
}

export function channel(name: string): string {
  return name === 'UPLOAD' ? 'Upload' : name === 'STREAM' ? 'Stream' : name;
}
