import type Uppy from '@uppy/core';
import XHRUpload from '@uppy/xhr-upload';
import type { Api } from '../api/api';
import type { Body, Meta } from './uploads';

const AT_ONCE = 4;
const SILENCE_MILLIS = 60_000;

/** Whether the same request may well succeed later: the network or a dependency is away, or there is too much to do. */
export function isTransient(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** Sends each file as the body of a request of its own. Sent again, it has the same key, and so arrives once. */
export function addTransport(uppy: Uppy<Meta, Body>, api: Api): void {
  uppy.use(XHRUpload, {
    endpoint: '/v1/images',
    formData: false,
    limit: AT_ONCE,
    timeout: SILENCE_MILLIS,
    headers: (file) => ({
      Authorization: api.authorization(),
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name ?? 'image')}`,
      'Idempotency-Key': String(file.meta.key),
    }),
    shouldRetry: () => false,
  });
}
