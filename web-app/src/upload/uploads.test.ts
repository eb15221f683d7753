import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusals';
import { imageIdOf, isTransient } from './transport';
import { itemOf, type Meta, type UploadFile } from './uploads';

function file(meta: Partial<Meta>, change: object = {}, progress: object = {}): UploadFile {
  return {
    id: 'f',
    name: 'holiday.jpg',
    size: 1000,
    data: new Blob(),
    meta: { key: 'k', ...meta },
    progress: {
      uploadStarted: null,
      uploadComplete: false,
      bytesUploaded: false,
      bytesTotal: 1000,
      ...progress,
    },
    ...change,
  } as unknown as UploadFile;
}

const STARTED = { uploadStarted: 1, bytesUploaded: 250 };

describe('a file', () => {
  it.each([
    ['waiting', file({})],
    ['sending', file({}, {}, STARTED)],
    ['paused', file({}, { isPaused: true }, STARTED)],
    ['held', file({ nextTry: 1, problemCode: 'OFFLINE' }, { error: 'x' }, STARTED)],
    ['refused', file({ problemCode: 'TOO_LARGE' }, { error: 'x' })],
    ['lost', file({}, { isGhost: true })],
    ['arrived', file({ imageId: 'i' }, {}, { ...STARTED, uploadComplete: true })],
    ['processed', file({ imageId: 'i', end: 'PROCESSED' }, {}, { uploadComplete: true })],
    [
      'failed',
      file({ imageId: 'i', end: 'FAILED', problemCode: 'CORRUPT_IMAGE' }, {}, { uploadComplete: true }),
    ],
  ])('is %s', (state, given) => {
    expect(itemOf(given).state).toBe(state);
  });

  it('has sent what has gone out, and everything once it has arrived', () => {
    expect(itemOf(file({})).sentBytes).toBe(0);
    expect(itemOf(file({}, {}, STARTED)).sentBytes).toBe(250);
    expect(itemOf(file({}, {}, { uploadComplete: true })).sentBytes).toBe(1000);
  });

  it('tells nothing of what a broken connection has carried', () => {
    expect(itemOf(file({ nextTry: 1 }, { error: 'x' }, STARTED)).sentBytes).toBe(0);
  });
});

describe('a refusal', () => {
  it('tells what the service said', () => {
    const problem = refusalOf({
      status: 413,
      body: { xhr: { responseText: '{"code":"TOO_LARGE","detail":"At most 50 MB."}' } },
    });

    expect([problem.code, problem.message]).toEqual(['TOO_LARGE', 'At most 50 MB.']);
  });

  it('without an answer is the connection’s', () => {
    expect(refusalOf({ status: 0 }).code).toBe('OFFLINE');
    expect(refusalOf(undefined).code).toBe('OFFLINE');
  });

  it('is repeated only where that may help', () => {
    expect([0, 401, 408, 423, 429, 500, 503].filter(isTransient)).toHaveLength(7);
    expect([400, 403, 409, 413, 415].filter(isTransient)).toHaveLength(0);
  });
});

describe('a finished upload', () => {
  it('has the id of its image', () => {
    expect(imageIdOf('http://127.0.0.1:8080/v1/uploads/0d9f1a3c')).toBe('0d9f1a3c');
    expect(imageIdOf('/v1/uploads/0d9f1a3c')).toBe('0d9f1a3c');
    expect(imageIdOf(undefined)).toBeNull();
  });
});
