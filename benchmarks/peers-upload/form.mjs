// A peer of ./dev bench upload: a form's file, parsed by busboy and streamed to S3 by @aws-sdk/lib-storage.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import busboy from 'busboy';
import { bucket, partSize, port, s3 } from './surroundings.mjs';

const client = new S3Client(s3);

function store(name, file, { filename, mimeType }) {
  const params = { Bucket: bucket, Key: randomUUID(), Body: file, ContentType: mimeType, Metadata: { filename } };
  return new Upload({ client, params, partSize }).done();
}

createServer((request, response) => {
  const files = [];
  const form = busboy({ headers: request.headers });
  form.on('file', (name, file, info) => files.push(store(name, file, info)));
  form.on('close', async () => {
    try {
      const stored = await Promise.all(files);
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(stored.map(({ Key }) => Key)));
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  request.pipe(form);
}).listen(port, '127.0.0.1');
