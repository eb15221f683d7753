import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Total } from './Total';
import type { Totals } from './uploads';

afterEach(cleanup);

const HALF: Totals = {
  files: 10,
  arrived: 4,
  left: 6,
  sizeBytes: 10_000_000,
  sentBytes: 5_000_000,
  perSecond: null,
  millisLeft: null,
  isPaused: false,
  isHeld: false,
};

it('the total tells no pace and no time before they are known', () => {
  render(<Total totals={HALF} online={true} />);

  expect(screen.getByRole('status').textContent).toBe('4 of 10 have arrived');
  expect(screen.getByText('5.00 MB of 10.0 MB')).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
});

it('the total tells pace and time once they are measured', () => {
  render(<Total totals={{ ...HALF, perSecond: 1_000_000, millisLeft: 5_000 }} online={true} />);

  expect(screen.getByText('5.00 MB of 10.0 MB · 1.00 MB/s · 5.0 s left')).toBeTruthy();
});

it('the total says when the connection is away', () => {
  render(<Total totals={{ ...HALF, isHeld: true }} online={true} />);

  expect(screen.getByRole('status').textContent).toContain('Waiting for the connection');
});
