import { afterEach, expect, it, vi } from 'vitest';
import { Api } from './api';

afterEach(() => vi.unstubAllGlobals());

it('the API is asked how large an image of the caller’s may be', async () => {
  const fetch = vi.fn(
    async () => new Response(null, { status: 204, headers: { 'Tus-Max-Size': '5000000' } }),
  );
  vi.stubGlobal('fetch', fetch);
  const api = new Api({ token: () => 't', onRefused: () => {} });

  expect(await api.mostBytes()).toBe(5_000_000);
  expect(fetch).toHaveBeenCalledWith(
    '/v1/uploads',
    expect.objectContaining({
      method: 'OPTIONS',
      headers: expect.objectContaining({ Authorization: 'Bearer t' }),
    }),
  );
});
