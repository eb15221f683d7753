import { describe, expect, it } from 'vitest';
import { identityOf } from './identity';

function token(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const payload = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return `e30.${payload}.x`;
}

describe('an identity', () => {
  it('of a customer is the customer', () => {
    expect(identityOf(token({ sub: 'somebody', customer_id: 'acme', roles: ['customer'] }))).toEqual({
      name: 'acme',
      customerId: 'acme',
      seesEverybody: false,
    });
  });

  it('of an analyst has no images of its own', () => {
    expect(identityOf(token({ sub: 'analyst', roles: ['analyst'] }))).toEqual({
      name: 'analyst',
      customerId: null,
      seesEverybody: true,
    });
  });

  it('of a name beyond ASCII is read as it was written', () => {
    expect(identityOf(token({ sub: 'Zoë', roles: [] })).name).toBe('Zoë');
  });

  it('of nonsense is nobody', () => {
    expect(identityOf('nonsense')).toEqual({ name: 'somebody', customerId: null, seesEverybody: false });
  });
});
