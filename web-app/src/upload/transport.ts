import type Uppy from '@uppy/core';
import Tus from '@uppy/tus';
import type { Api } from '../api/api';
import type { Body, Meta } from './uploads';

const AT_ONCE = 4;
const RETRY_MILLIS = [300, 1_000, 3_000];

/** Whether the same request may well succeed later: the network or a dependency is away, or there is too much to do. */
export function isTransient(status: number): boolean {
  return [0, 401, 408, 423, 429].includes(status) || status >= 500;
}

/**
 * Sends files by tus: one that breaks off goes on from the last byte that the service has. An upload that must begin
 * again has the same key, and so arrives once.
 */
export function addTransport(uppy: Uppy<Meta, Body>, api: Api): void {
  uppy.use(Tus, {
    endpoint: '/v1/uploads',
    limit: AT_ONCE,
    retryDelays: RETRY_MILLIS,
    allowedMetaFields: ['name'],
    headers: (file) => ({ Authorization: api.authorization(), 'Idempotency-Key': String(file.meta.key) }),
  });
}

/** Which image a finished upload has become: an upload and its image have one id. */
export function imageIdOf(uploadUrl: string | undefined): string | null {
  return uploadUrl === undefined ? null : (new URL(uploadUrl, 'http://x').pathname.split('/').at(-1) ?? null);
}
