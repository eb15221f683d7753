import { expect, it } from 'vitest';
import { reasonAgainst } from './limits';

const LIMITS = { mediaTypes: ['image/jpeg'], mostBytes: 2_000_000 };

it.each([
  ['is taken', { size: 2_000_000, type: 'image/jpeg' }, null],
  ['of a type that the browser cannot tell is taken', { size: 1, type: '' }, null],
  ['that is empty is not', { size: 0, type: 'image/jpeg' }, 'It is empty.'],
  [
    'that is too large for its sender is not',
    { size: 2_100_000, type: 'image/jpeg' },
    'It has 2.1 MB; at most 2.0 MB are taken.',
  ],
  ['in another format is not', { size: 1, type: 'application/pdf' }, 'It is not in a format that is taken.'],
])('a file %s', (_, file, reason) => {
  expect(reasonAgainst(file, LIMITS)).toBe(reason);
});
