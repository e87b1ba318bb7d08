import type { Bilingual } from './api-types';

export interface Session {
  token: string;
  name: Bilingual;
}

/** How one came to the page that is shown: what is said, and where the focus goes, depends on it. */
export type Arrival = 'opened' | 'signed-in' | 'signed-out' | 'expired';

const kept = 'tung-nha.session';

export function keptSession(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

export function keepSession(session: Session | null): void {
  if (session) sessionStorage.setItem(kept, JSON.stringify(session));
  else sessionStorage.removeItem(kept);
}
