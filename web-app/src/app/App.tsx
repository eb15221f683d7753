import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Api } from '../api/api';
import type { AppConfig } from '../api/config';
import { Icon } from '../design/Icon';
import { Mark } from '../design/Mark';
import { Blank, Notice } from '../design/states';
import { Live } from '../live/live';
import type { Identity } from '../session/identity';
import type { Session } from '../session/session';
import { Boundary } from './Boundary';
import { type Desk, DeskContext } from './context';
import { Link, type Route, routeOf, useAddress } from './router';
import { Shell, ThemeButton } from './Shell';

const UploadPage = page(() => import('../upload/UploadPage'));
const ImagesPage = page(() => import('../images/ImagesPage'));
const DetailPage = page(() => import('../images/DetailPage'));
const UsagePage = page(() => import('../usage/UsagePage'));

// A page's script is asked for once more when no answer came.
function page<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(() => load().catch(() => new Promise((resolve) => setTimeout(resolve, 500)).then(load)));
}

const PATIENCE_MILLIS = 300;

/** The page of whoever is signed in, or the way to sign in. */
export function App({ config, session }: { config: AppConfig; session: Session }) {
  const [identity] = useState(() => session.identity);
  const { path } = useAddress();
  const isDeep = path !== '/';

  useEffect(() => {
    // Who follows a link into the page wants to see what it leads to.
    if (identity === null && isDeep) {
      void session.signIn();
    }
  }, [identity, isDeep, session]);

  return identity === null ? (
    <Welcome onSignIn={() => session.signIn()} />
  ) : (
    <SignedIn
      config={config}
      session={session}
      identity={identity}
      route={routeOf(path, identity.customerId !== null)}
    />
  );
}

function SignedIn(props: { config: AppConfig; session: Session; identity: Identity; route: Route }) {
  const { config, session, identity, route } = props;
  const [hasEnded, setEnded] = useState(false);
  const desk = useMemo<Desk>(() => {
    const api = new Api({ token: () => session.token(), onRefused: () => session.end() });
    return { config, identity, api, live: new Live(api) };
  }, [config, identity, session]);
  useEffect(() => session.onEnd(() => setEnded(true)), [session]);

  return (
    <DeskContext value={desk}>
      <Shell identity={identity} route={route} onSignOut={() => void session.signOut()}>
        {hasEnded && (
          <div className="ended">
            <Notice tone="bad" icon="person">
              <p>
                <strong>Your sign-in has ended.</strong> Files that were not sent yet go on when you are back.
              </p>
              <button type="button" className="button button-small" onClick={() => void session.signIn()}>
                Sign in again
              </button>
            </Notice>
          </div>
        )}
        <Boundary key={route.page}>
          <Suspense fallback={<Later />}>
            <Page route={route} identity={identity} />
          </Suspense>
        </Boundary>
      </Shell>
    </DeskContext>
  );
}

function Page({ route, identity }: { route: Route; identity: Identity }) {
  switch (route.page) {
    case 'upload':
      return <UploadPage />;
    case 'images':
      return <ImagesPage />;
    case 'image':
      return <DetailPage key={route.id} id={route.id} />;
    case 'usage':
      return identity.customerId !== null || identity.seesEverybody ? <UsagePage /> : <Nothing />;
    case 'missing':
      return (
        <Blank icon="images" title="There is no such page">
          <p>The address may be mistyped.</p>
          <Link className="button" href="/">
            To the start
          </Link>
        </Blank>
      );
  }
}

function Nothing() {
  return (
    <Blank icon="person" title="There is nothing for you here yet">
      <p>Your account belongs to no customer and has no role. Ask whoever gave it to you.</p>
    </Blank>
  );
}

// Pages come within moments: a sign of waiting only if they do not.
function Later() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? (
    <div className="blank" role="status" aria-label="Loading">
      <Icon name="spinner" size={36} spins />
    </div>
  ) : null;
}

function Welcome({ onSignIn }: { onSignIn: () => Promise<void> }) {
  const [trouble, setTrouble] = useState(false);
  return (
    <div className="welcome">
      <div className="welcome-bar">
        <ThemeButton />
      </div>
      <main className="welcome-body">
        <Mark size={72} />
        <h1>Darkroom</h1>
        <p>Send your photographs, watch them being processed, and fetch the results.</p>
        <button
          type="button"
          className="button button-main"
          onClick={() => onSignIn().catch(() => setTrouble(true))}
        >
          Sign in
        </button>
        {trouble && (
          <Notice tone="bad" icon="offline">
            The sign-in cannot be reached just now. Please try again in a moment.
          </Notice>
        )}
      </main>
    </div>
  );
}
