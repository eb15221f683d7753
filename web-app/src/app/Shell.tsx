import { type ReactNode, useEffect, useRef } from 'react';
import { Icon, type IconName } from '../design/Icon';
import { Mark } from '../design/Mark';
import type { Identity } from '../session/identity';
import { useFilesLeft } from '../upload/activity';
import { Link, type Route } from './router';
import { switchTheme, useTheme } from './theme';

/** What is around every page: where one is, who one is, and the way to the other pages. */
export function Shell({
  identity,
  route,
  onSignOut,
  children,
}: {
  identity: Identity;
  route: Route;
  onSignOut: () => void;
  children: ReactNode;
}) {
  const main = useRef<HTMLElement>(null);
  const shown = route.page === 'image' ? route.id : route.page;
  const first = useRef(shown);
  useEffect(() => {
    // A new page begins at its top for a screen reader, too.
    if (first.current !== shown) {
      first.current = shown;
      main.current?.focus({ preventScroll: true });
    }
    document.title = `${TITLES[route.page]} · Darkroom`;
  }, [shown, route.page]);

  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="bar-top">
        <Link className="brand" href="/" aria-label="Darkroom, start">
          <Mark /> <span className="brand-name">Darkroom</span>
        </Link>
        <Navigation identity={identity} route={route} />
        <div className="bar-end">
          <ThemeButton />
          <span className="who">
            <Icon name="person" size={18} />
            <span className="who-name">{identity.name}</span>
          </span>
          <button
            type="button"
            className="button button-bare"
            aria-label="Sign out"
            title="Sign out"
            onClick={onSignOut}
          >
            <Icon name="signOut" />
          </button>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

const TITLES: Record<Route['page'], string> = {
  upload: 'Upload',
  images: 'Images',
  image: 'Image',
  usage: 'Usage',
  missing: 'Not found',
};

function Navigation({ identity, route }: { identity: Identity; route: Route }) {
  const left = useFilesLeft();
  const isCustomer = identity.customerId !== null;
  return (
    <nav className="nav" aria-label="Pages">
      {isCustomer && (
        <NavLink href="/upload" icon="upload" isHere={route.page === 'upload'}>
          Upload
          {left > 0 && (
            <span className="nav-count">
              {left}
              <span className="visually-hidden"> still to be sent</span>
            </span>
          )}
        </NavLink>
      )}
      {isCustomer && (
        <NavLink href="/images" icon="images" isHere={route.page === 'images' || route.page === 'image'}>
          Images
        </NavLink>
      )}
      <NavLink href="/usage" icon="usage" isHere={route.page === 'usage'}>
        Usage
      </NavLink>
    </nav>
  );
}

function NavLink(props: { href: string; icon: IconName; isHere: boolean; children: ReactNode }) {
  return (
    <Link className="nav-link" href={props.href} aria-current={props.isHere ? 'page' : undefined}>
      <Icon name={props.icon} />
      <span className="nav-text">{props.children}</span>
    </Link>
  );
}

export function ThemeButton() {
  const theme = useTheme();
  const label = theme === 'dark' ? 'Light colours' : 'Dark colours';
  return (
    <button
      type="button"
      className="button button-bare"
      aria-label={label}
      title={label}
      onClick={switchTheme}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
