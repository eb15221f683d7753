/** What the page must know before anybody signs in: the document `/app-config.json`. */
export interface AppConfig {
  /** The OpenID issuer that people sign in at. */
  issuer: string;
  /** This page's client id there. */
  clientId: string;
  scope: string;
  /** How many bytes an image may have. */
  maxImageBytes: number;
  /** The media types that are taken. */
  mediaTypes: string[];
}

export async function fetchConfig(): Promise<AppConfig> {
  const answer = await fetch('/app-config.json', { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(`/app-config.json answered ${answer.status}`);
  }
  return (await answer.json()) as AppConfig;
}
