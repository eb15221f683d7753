import { expect, it } from 'vitest';
import { Frames } from './frames';

const STREAM =
  'retry: 2500\nid: a\n\n:\nid: b\n\nevent: image\ndata: {"id":"x"}\nid: c\n\nevent: reset\r\ndata: {}\r\n\r\n';

it('events are read wherever the stream is cut', () => {
  for (let length = 1; length <= STREAM.length; length++) {
    const frames = new Frames();
    const read = [];
    for (let at = 0; at < STREAM.length; at += length) {
      read.push(...frames.read(STREAM.slice(at, at + length)));
    }

    expect(read).toEqual([
      { event: 'image', data: '{"id":"x"}' },
      { event: 'reset', data: '{}' },
    ]);
    expect([frames.lastEventId, frames.retryMillis]).toEqual(['c', 2500]);
  }
});

it('a sign of life is no event, but moves the place to go on from', () => {
  const frames = new Frames();

  expect(frames.read(':\nid: later\n\n')).toEqual([]);
  expect(frames.lastEventId).toBe('later');
});
