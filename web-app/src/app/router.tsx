import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

/** What is shown. */
export type Route =
  | { page: 'upload' }
  | { page: 'images' }
  | { page: 'image'; id: string }
  | { page: 'usage' }
  | { page: 'missing' };

/** @param hasImages whether the person sends images: who does not sees the numbers wherever they go */
export function routeOf(path: string, hasImages: boolean): Route {
  const route = customersRouteOf(path);
  return hasImages || route.page === 'missing' ? route : { page: 'usage' };
}

function customersRouteOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  switch (parts[0]) {
    case undefined:
    case 'upload':
      return parts.length <= 1 ? { page: 'upload' } : { page: 'missing' };
    case 'images':
      return parts.length === 1 ? { page: 'images' } : imageRoute(parts);
    case 'usage':
      return parts.length === 1 ? { page: 'usage' } : { page: 'missing' };
    default:
      return { page: 'missing' };
  }
}

function imageRoute(parts: string[]): Route {
  return parts.length === 2 && parts[1] !== undefined ? { page: 'image', id: parts[1] } : { page: 'missing' };
}

const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

export function navigate(path: string): void {
  history.pushState(null, '', path);
  announce();
}

/** Changes the address without a new entry: filters, say. */
export function amend(path: string): void {
  history.replaceState(history.state, '', path);
  announce();
}

/** The path and query that are shown now. */
export function useAddress(): { path: string; query: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [path = '/', query = ''] = address.split('?');
  return { path, query: new URLSearchParams(query) };
}

/** A link within the page; with a modifier key it is a link as any other. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (plain && !event.defaultPrevented) {
      event.preventDefault();
      navigate(href);
    }
  };
  return <a href={href} onClick={follow} {...rest} />;
}
