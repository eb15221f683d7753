import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DropZone } from './DropZone';

afterEach(cleanup);

const TYPES = ['image/jpeg', 'image/png'];

it('the drop zone tells what is taken of its customer', () => {
  render(<DropZone mediaTypes={TYPES} mostBytes={5_000_000} isCompact={false} onFiles={() => {}} />);

  expect(screen.getByText('JPEG, PNG').textContent).toBe('JPEG, PNG up to 5.00 MB each');
});

it('the drop zone tells no limit before it is known', () => {
  render(<DropZone mediaTypes={TYPES} mostBytes={null} isCompact={false} onFiles={() => {}} />);

  expect(screen.getByText('JPEG, PNG').textContent?.trim()).toBe('JPEG, PNG');
});
