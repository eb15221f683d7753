import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

describe('the pace', () => {
  it('is not guessed before there is something to measure', () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(500, 100);

    expect(pace.perSecond()).toBeNull();
    expect(pace.millisFor(1_000)).toBeNull();
  });

  it('is that of the last seconds only', () => {
    const pace = new Pace(4_000);
    pace.note(0, 0);
    pace.note(1_000_000, 1_000);
    pace.note(1_000_000, 6_000);
    pace.note(1_200_000, 8_000);

    expect(pace.perSecond()).toBe(100_000);
    expect(pace.millisFor(50_000)).toBe(500);
  });

  it('starts again when bytes must be sent again', () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(9_000, 1_000);
    pace.note(0, 2_000);

    expect(pace.perSecond()).toBeNull();
  });
});
