import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { AppConfig } from '../api/config';
import { type Identity, identityOf } from './identity';

interface Return {
  path: string;
}

/** On one machine the issuer knows the page by number: who came by name is sent there, or signing in would fail. */
export function homeOf(address: URL, issuer: string): URL {
  const home = new URL(address);
  if (home.hostname === 'localhost' && new URL(issuer).hostname === '127.0.0.1') {
    home.hostname = '127.0.0.1';
  }
  return home;
}

/**
 * A person's sign-in: authorization code with PKCE. The token lives in this tab's session storage, so that a reload
 * keeps it and closing the tab forgets it.
 */
export class Session {
  private user: User | null = null;
  private readonly endListeners = new Set<() => void>();

  private constructor(private readonly manager: UserManager) {}

  /** Takes up a sign-in that is under way or was before the page was reloaded. */
  static async open(config: AppConfig): Promise<Session> {
    const home = `${location.origin}/`;
    const session = new Session(
      new UserManager({
        authority: config.issuer,
        client_id: config.clientId,
        redirect_uri: home,
        post_logout_redirect_uri: home,
        scope: config.scope,
        response_type: 'code',
        automaticSilentRenew: false,
        userStore: new WebStorageStateStore({ store: sessionStorage }),
        stateStore: new WebStorageStateStore({ store: sessionStorage }),
      }),
    );
    await session.resume();
    return session;
  }

  private async resume(): Promise<void> {
    const answer = new URLSearchParams(location.search);
    if (answer.has('state') && (answer.has('code') || answer.has('error'))) {
      await this.complete();
    } else {
      this.user = await this.manager.getUser();
    }
    this.manager.events.addAccessTokenExpired(() => this.end());
  }

  // An answer that is not to our question, a reloaded one say, is no reason to lock a person out.
  private async complete(): Promise<void> {
    try {
      this.user = (await this.manager.signinCallback()) ?? null;
    } catch {
      this.user = await this.manager.getUser();
    }
    history.replaceState(null, '', (this.user?.state as Return | undefined)?.path ?? '/');
  }

  get identity(): Identity | null {
    const token = this.token();
    return token === null ? null : identityOf(token);
  }

  token(): string | null {
    return this.user === null || this.user.expired ? null : this.user.access_token;
  }

  /** Leaves the page for the issuer's, and comes back to where the person is now. */
  async signIn(): Promise<void> {
    const state: Return = { path: location.pathname + location.search };
    await this.manager.signinRedirect({ state });
  }

  /** Leaves the page; an issuer that knows no signing out at least finds nothing kept here. */
  async signOut(): Promise<void> {
    const user = this.user;
    this.user = null;
    const endpoint = await this.manager.metadataService.getEndSessionEndpoint().catch(() => undefined);
    await this.manager.removeUser();
    if (endpoint === undefined || user?.id_token === undefined) {
      location.assign('/');
    } else {
      await this.manager.signoutRedirect({ id_token_hint: user.id_token });
    }
  }

  /** The token is taken no more. */
  end(): void {
    for (const listener of this.endListeners) {
      listener();
    }
  }

  onEnd(listener: () => void): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }
}
