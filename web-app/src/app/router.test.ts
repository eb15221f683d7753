import { describe, expect, it } from 'vitest';
import { routeOf } from './router';

describe('addresses', () => {
  it('lead to pages', () => {
    expect(routeOf('/')).toEqual({ page: 'upload' });
    expect(routeOf('/upload')).toEqual({ page: 'upload' });
    expect(routeOf('/images')).toEqual({ page: 'images' });
    expect(routeOf('/images/x')).toEqual({ page: 'image', id: 'x' });
    expect(routeOf('/usage')).toEqual({ page: 'usage' });
  });

  it('that nobody knows lead nowhere', () => {
    for (const path of ['/images/x/y', '/usage/x', '/upload/x', '/nowhere']) {
      expect(routeOf(path)).toEqual({ page: 'missing' });
    }
  });
});
