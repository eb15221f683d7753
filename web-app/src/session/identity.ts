/** Who an access token is of. The page only shows it; the API decides what is allowed. */
export interface Identity {
  name: string;
  /** The customer whose images these are; null for analysts and operators. */
  customerId: string | null;
  /** Whether everybody's numbers are shown. */
  seesEverybody: boolean;
}

interface Claims {
  sub?: string;
  customer_id?: string;
  roles?: string[];
}

export function identityOf(accessToken: string): Identity {
  const claims = claimsOf(accessToken);
  const roles = claims.roles ?? [];
  const customerId = roles.includes('customer') ? (claims.customer_id ?? null) : null;
  return {
    name: customerId ?? claims.sub ?? 'somebody',
    customerId,
    seesEverybody: roles.includes('analyst') || roles.includes('operator'),
  };
}

function claimsOf(token: string): Claims {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return {};
  }
}
