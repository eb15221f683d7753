import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { ImageView } from '../api/types';
import { type Desk, DeskContext } from '../app/context';
import DetailPage from './DetailPage';

const SHA_256 = '5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1';

const ENDED: ImageView = {
  id: 'an-image',
  state: 'FAILED',
  channel: 'UPLOAD',
  receivedAt: '2026-11-22T12:00:00.123Z',
  finishedAt: '2026-11-22T12:00:01.123Z',
  mediaType: 'image/jpeg',
  sizeBytes: 1000,
  sha256: SHA_256,
  results: [],
  labels: [],
};

afterEach(cleanup);

function show(image: ImageView) {
  const desk = { api: { image: async () => image }, live: { subscribe: () => () => {} } };
  render(
    <DeskContext value={desk as unknown as Desk}>
      <DetailPage id={image.id} />
    </DeskContext>,
  );
}

it('an image tells its original’s checksum, whole and to copy', async () => {
  const user = userEvent.setup();
  show(ENDED);

  expect(await screen.findByText(SHA_256)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Copy the original’s checksum' }));

  expect(await navigator.clipboard.readText()).toBe(SHA_256);
  expect(await screen.findByRole('button', { name: 'Copied the original’s checksum' })).toBeTruthy();
});

it('an image without a known checksum tells none', async () => {
  const { sha256: _, ...unknown } = ENDED;
  show(unknown);

  await screen.findByRole('heading', { name: 'JPEG' });
  expect(screen.queryByText('SHA-256')).toBeNull();
});
