import { useCallback, useMemo, useState } from 'react';
import { apiOf } from './api';
import type { Bilingual } from './api-types';
import { SignIn } from './pages/sign-in';
import { SignedIn } from './pages/signed-in';
import { go } from './place';

export interface Session {
  token: string;
  name: Bilingual;
}

export type Arrival = 'opened' | 'signed-in' | 'signed-out' | 'expired';

const kept = 'tung-nha.session';

function keptSession(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

export function App() {
  const [{ session, arrival }, setState] = useState(() => ({
    session: keptSession(),
    arrival: 'opened' as Arrival,
  }));

  const change = useCallback((next: Session | null, how: Arrival) => {
    if (next) sessionStorage.setItem(kept, JSON.stringify(next));
    else sessionStorage.removeItem(kept);
    setState({ session: next, arrival: how });
  }, []);

  const api = useMemo(() => session && apiOf(session.token, () => change(null, 'expired')), [session, change]);

  if (!session || !api) return <SignIn arrival={arrival} onSignedIn={(entered) => change(entered, 'signed-in')} />;

  const signOut = () => {
    go('/');
    change(null, 'signed-out');
  };
  return <SignedIn key={session.token} api={api} session={session} arrival={arrival} onSignOut={signOut} />;
}
