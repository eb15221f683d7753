import { describe, expect, it } from 'vitest';
import { routeOf } from './router';

describe('addresses', () => {
  it('lead to pages', () => {
    expect(routeOf('/', true)).toEqual({ page: 'upload' });
    expect(routeOf('/upload', true)).toEqual({ page: 'upload' });
    expect(routeOf('/images', true)).toEqual({ page: 'images' });
    expect(routeOf('/images/x', true)).toEqual({ page: 'image', id: 'x' });
    expect(routeOf('/usage', true)).toEqual({ page: 'usage' });
  });

  it('lead to the numbers whoever sends no images', () => {
    for (const path of ['/', '/upload', '/images/x', '/usage']) {
      expect(routeOf(path, false)).toEqual({ page: 'usage' });
    }
    expect(routeOf('/nowhere', false)).toEqual({ page: 'missing' });
  });

  it('that nobody knows lead nowhere', () => {
    for (const path of ['/images/x/y', '/usage/x', '/upload/x', '/nowhere']) {
      expect(routeOf(path, true)).toEqual({ page: 'missing' });
    }
  });
});
