import { useSyncExternalStore } from 'react';

// How many files are still to be sent, for the page's head: it must not load the uploader to know.
let left = 0;
const listeners = new Set<() => void>();

export function setFilesLeft(count: number): void {
  if (count !== left) {
    left = count;
    for (const listener of listeners) {
      listener();
    }
  }
}

export function useFilesLeft(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => left,
  );
}
