import { describe, expect, it } from 'vitest';
import { ahead, bytes, count, counted, day, duration, percent } from './format';

describe('bytes', () => {
  it('are told in decimal units with three digits', () => {
    expect([0, 812, 1000, 4_250_000, 99_960_000, 999_600_000, 52_428_800].map(bytes)).toEqual([
      '0 B',
      '812 B',
      '1.00 kB',
      '4.25 MB',
      '100.0 MB',
      '1.00 GB',
      '52.4 MB',
    ]);
  });
});

describe('durations', () => {
  it('are told in the unit that people would take', () => {
    expect([35, 2_140, 42_000, 180_000, 7_200_000].map(duration)).toEqual([
      '35 ms',
      '2.1 s',
      '42 s',
      '3 min',
      '2 h',
    ]);
  });
});

describe('days', () => {
  const now = new Date(2026, 10, 22, 0, 30);

  it('near now have names', () => {
    expect(day(new Date(2026, 10, 22, 0, 10).toISOString(), now)).toBe('Today');
    expect(day(new Date(2026, 10, 21, 23, 50).toISOString(), now)).toBe('Yesterday');
    expect(day(new Date(2026, 10, 20, 23, 50).toISOString(), now)).toMatch(/^Friday,? 20 November 2026$/);
  });
});

describe('a coming moment', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it('is told as the time that is left, and not at all once it has passed', () => {
    expect(ahead('2026-11-29T12:00:00Z', now)).toBe('in 7 days');
    expect(ahead('2026-11-22T14:30:00Z', now)).toBe('in 2 hours');
    expect(ahead('2026-11-22T11:59:00Z', now)).toBe('');
  });
});

describe('numbers', () => {
  it('agree with their nouns', () => {
    expect([counted(1, 'image'), counted(2, 'image'), count(12_345)]).toEqual([
      '1 image',
      '2 images',
      '12,345',
    ]);
  });

  it('of nothing are no share of it', () => {
    expect([percent(0, 0), percent(1, 3), percent(3, 3)]).toEqual(['0 %', '33.3 %', '100 %']);
  });
});
