import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const CLIENT = 'darkroom-web';
const SPACING_MILLIS = 20_000;
const NEWEST_MILLIS = Date.parse('2026-11-22T18:00:00Z');

/**
 * The built page and a service that knows so many images of the customer `acme`, as many as one likes: for what the page
 * does with more images than a platform on one machine makes in a test. It answers as the services do; nothing is checked.
 */
export class FakePlatform {
  #server;
  #directory;
  #pictures;
  #images = [];
  #listeners = new Set();
  origin;

  constructor(directory, pictures) {
    this.#directory = directory;
    this.#pictures = pictures;
  }

  async start() {
    this.#server = createServer((request, answer) => this.#answer(request, answer));
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    return this.origin;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** So many more images have come, each newer than those before. */
  receive(count) {
    for (let added = 0; added < count; added++) {
      this.#images.unshift(imageOf(this.#images.length));
    }
  }

  /** Tells the page of an end, as server-sent events do. */
  announce(number) {
    const view = this.#viewOf(imageOf(number));
    for (const listener of this.#listeners) {
      listener.write(`event: image\ndata: ${JSON.stringify(view)}\n\n`);
    }
  }

  /** What a signed-in browser keeps in its session storage: name and value. */
  session() {
    const claims = { sub: 'acme', customer_id: 'acme', roles: ['customer'] };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const user = {
      access_token: `e30.${payload}.x`,
      token_type: 'Bearer',
      profile: { sub: 'acme' },
      expires_at: Math.floor(Date.now() / 1000) + 86_400,
    };
    return [`oidc.user:${this.origin}:${CLIENT}`, JSON.stringify(user)];
  }

  #answer(request, answer) {
    const { pathname, searchParams } = new URL(request.url, this.origin);
    if (pathname === '/app-config.json') {
      sendJson(answer, {
        issuer: this.origin,
        clientId: CLIENT,
        scope: 'openid',
        maxImageBytes: 100_000_000,
        mediaTypes: ['image/jpeg'],
      });
    } else if (pathname === '/v1/stats/images') {
      sendJson(answer, this.#page(searchParams));
    } else if (pathname === '/v1/images/events') {
      this.#listen(answer);
    } else if (pathname === '/v1/images') {
      const wanted = new Set(searchParams.getAll('id'));
      const images = this.#images.filter((image) => wanted.has(image.imageId));
      sendJson(answer, { images: images.map((image) => this.#viewOf(image)), missing: [] });
    } else if (pathname.startsWith('/v1/images/')) {
      const id = pathname.split('/').at(-1);
      sendJson(answer, this.#viewOf(this.#images.find((image) => image.imageId === id)));
    } else if (pathname.startsWith('/pictures/')) {
      answer.writeHead(200, { 'content-type': 'image/jpeg' });
      answer.end(this.#pictures[Number(pathname.split('/').at(-1)) % this.#pictures.length]);
    } else {
      this.#file(pathname, answer);
    }
  }

  #page(query) {
    const from = Number(query.get('cursor') ?? this.#images.length);
    const start = this.#images.length - from;
    const images = this.#images.slice(start, start + Number(query.get('limit')));
    const left = from - images.length;
    return left > 0 ? { images, next: String(left) } : { images };
  }

  #listen(answer) {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    answer.write(':\n\n');
    this.#listeners.add(answer);
    answer.on('close', () => this.#listeners.delete(answer));
  }

  #viewOf(image) {
    const { imageId: id, channel, receivedAt, mediaType, sizeBytes, fileName } = image;
    const link = {
      url: `${this.origin}/pictures/${numberOf(id)}`,
      downloadUrl: `${this.origin}/pictures/${numberOf(id)}`,
      urlExpiresAt: new Date(Date.now() + 900_000).toISOString(),
    };
    const result = { name: 'small', mediaType, widthPx: 400, heightPx: 300, sizeBytes, sha256: '', ...link };
    return {
      id,
      state: 'PROCESSED',
      channel,
      receivedAt,
      mediaType,
      sizeBytes,
      fileName,
      results: [result],
      labels: [],
    };
  }

  #file(path, answer) {
    const name = extname(path) === '' ? 'index.html' : normalize(path);
    try {
      const bytes = readFileSync(join(this.#directory, name));
      answer.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
      answer.end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  }
}

function imageOf(number) {
  return {
    imageId: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    customerId: 'acme',
    channel: 'UPLOAD',
    receivedAt: new Date(NEWEST_MILLIS - (10_000 - number) * SPACING_MILLIS).toISOString(),
    mediaType: 'image/jpeg',
    sizeBytes: 40_000,
    fileName: `image-${number}.jpg`,
    outcome: 'PROCESSED',
  };
}

function numberOf(id) {
  return Number(id.slice(-12));
}

function sendJson(answer, value) {
  answer.writeHead(200, { 'content-type': 'application/json' });
  answer.end(JSON.stringify(value));
}
