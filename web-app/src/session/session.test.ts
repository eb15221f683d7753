import { expect, it } from 'vitest';
import { homeOf } from './session';

it('the page goes by the number that the issuer knows it by', () => {
  const local = homeOf(new URL('http://localhost:8080/images?x=1'), 'http://127.0.0.1:8090');
  const public_ = homeOf(new URL('https://darkroom.example/'), 'https://issuer.example/pool');

  expect(local.href).toBe('http://127.0.0.1:8080/images?x=1');
  expect(public_.href).toBe('https://darkroom.example/');
});
