// A peer of ./dev bench upload: @tus/server with @tus/s3-store, as its documentation shows it.
import { S3Store } from '@tus/s3-store';
import { Server } from '@tus/server';
import { bucket, partSize, port, s3 } from './surroundings.mjs';

const datastore = new S3Store({
  partSize,
  // Tags are for expiration by lifecycle rules, which cost a request more per object.
  useTags: false,
  s3ClientConfig: { bucket, ...s3 },
});

new Server({ path: '/files', datastore }).listen({ host: '127.0.0.1', port });
