import { expect, it } from 'vitest';
import { lastDays } from './span';

it('the last seven days are whole days of UTC, today included', () => {
  expect(lastDays(7, new Date('2026-11-22T23:30:00Z'))).toEqual({
    from: '2026-11-16T00:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
  });
});
