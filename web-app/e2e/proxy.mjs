import { createServer, request } from 'node:http';

/**
 * A proxy between a browser and the platform that can break connections: all that carry bytes of an upload, in the middle
 * of them, once so many bytes have gone through; and it lets no upload through until it is mended. It can hold uploads, too.
 */
export class BreakingProxy {
  #server;
  #uploads = new Set();
  #sentBytes = 0;
  #breakAfterBytes = Number.POSITIVE_INFINITY;
  #isHeld = false;
  #waiting = [];
  broken = 0;

  async start() {
    this.#server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Breaks uploads off once so many more bytes of them have gone through. */
  breakAfter(bytes) {
    this.#sentBytes = 0;
    this.#breakAfterBytes = bytes;
  }

  mend() {
    this.#breakAfterBytes = Number.POSITIVE_INFINITY;
  }

  /** Lets no byte of an upload through until it is released. */
  hold() {
    this.#isHeld = true;
  }

  release() {
    this.#isHeld = false;
    for (const go of this.#waiting.splice(0)) {
      go();
    }
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(incoming, outgoing) {
    const target = new URL(incoming.url);
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method: incoming.method,
        path: target.pathname + target.search,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    onward.on('error', () => incoming.socket.destroy());
    incoming.on('error', () => onward.destroy());
    outgoing.on('close', () => onward.destroy());
    if (/^\/v1\/(images|uploads)/.test(target.pathname) && ['POST', 'PATCH'].includes(incoming.method)) {
      this.#watch(incoming, onward);
      if (this.#isHeld && incoming.method === 'PATCH') {
        incoming.pause();
        this.#waiting.push(() => incoming.pipe(onward));
        return;
      }
    }
    incoming.pipe(onward);
  }

  #watch(incoming, onward) {
    const upload = { incoming, onward };
    this.#uploads.add(upload);
    incoming.on('close', () => this.#uploads.delete(upload));
    const check = () => this.#sentBytes >= this.#breakAfterBytes && this.#break();
    incoming.on('data', (chunk) => {
      this.#sentBytes += chunk.length;
      check();
    });
    check();
  }

  #break() {
    for (const { incoming, onward } of this.#uploads) {
      this.broken++;
      incoming.socket.destroy();
      onward.destroy();
    }
    this.#uploads.clear();
  }
}
