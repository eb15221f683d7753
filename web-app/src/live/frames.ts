/** A server-sent event (HTML Living Standard, section 9.2). */
export interface Frame {
  event: string;
  data: string;
}

/** Reads a stream of server-sent events from its pieces, wherever they are cut. */
export class Frames {
  /** Where to go on when the connection is lost. */
  lastEventId: string | null = null;
  /** After how long to come again, if the other side said. */
  retryMillis: number | null = null;
  private rest = '';
  private event = '';
  private data: string[] = [];

  /** Takes a piece of the stream in and gives out what it completes. */
  read(piece: string): Frame[] {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  private line(line: string): Frame[] {
    if (line === '') {
      return this.dispatch();
    }
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === 'event') {
      this.event = value;
    } else if (name === 'data') {
      this.data.push(value);
    } else if (name === 'id') {
      this.lastEventId = value;
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) {
      this.retryMillis = Number(value);
    }
    return [];
  }

  private dispatch(): Frame[] {
    const frame = { event: this.event || 'message', data: this.data.join('\n') };
    const isEmpty = this.data.length === 0;
    this.event = '';
    this.data = [];
    return isEmpty ? [] : [frame];
  }
}
