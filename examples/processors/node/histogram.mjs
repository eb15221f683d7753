// An endpoint in Node.js: how often each byte value occurs in an image's file, as a JSON result, and its entropy, as an
// attribute. Nothing but what Node brings. The answer is multipart: first the document, then the result file.
//
//   PORT=8099 node histogram.mjs

import { createServer } from 'node:http';

const VERSION = '1.0.0';
const BOUNDARY = 'darkroom-histogram';

async function count(stream) {
  const counts = new Array(256).fill(0);
  for await (const chunk of stream) {
    for (const byte of chunk) counts[byte]++;
  }
  return counts;
}

function entropy(counts) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return -counts
    .filter((n) => n > 0)
    .reduce((sum, n) => sum + (n / total) * Math.log2(n / total), 0);
}

function part(headers, body) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `--${BOUNDARY}\r\n${lines.join('')}\r\n${body}\r\n`;
}

function answer(counts) {
  if (counts.every((n) => n === 0)) {
    return { status: 'rejected', reason: 'CORRUPT_IMAGE', message: 'There are no bytes.' };
  }
  return {
    version: VERSION,
    attributes: { 'entropy-bits': entropy(counts).toFixed(3) },
    results: [{ name: 'byte-histogram', file: 'histogram.json', mediaType: 'application/json' }],
  };
}

const server = createServer(async (request, response) => {
  try {
    const counts = await count(request);
    const document = answer(counts);
    if (!document.results) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(document));
      return;
    }
    response.writeHead(200, { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` });
    response.write(part({ 'Content-Type': 'application/json' }, JSON.stringify(document)));
    response.write(
      part(
        { 'Content-Type': 'application/json', 'Content-Disposition': 'form-data; name="r"; filename="histogram.json"' },
        JSON.stringify(counts),
      ),
    );
    response.end(`--${BOUNDARY}--\r\n`);
  } catch (e) {
    console.error(e);
    response.destroy();
  }
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(server.address().port));
