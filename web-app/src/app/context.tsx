import { createContext, useContext } from 'react';
import type { Api } from '../api/api';
import type { AppConfig } from '../api/config';
import type { Live } from '../live/live';
import type { Identity } from '../session/identity';

/** What every page of a signed-in person works with. */
export interface Desk {
  config: AppConfig;
  identity: Identity;
  api: Api;
  live: Live;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) {
    throw new Error('nobody is signed in');
  }
  return desk;
}
