import { useCallback, useMemo, useState } from 'react';
import { apiOf } from './api';
import { SignIn } from './pages/sign-in';
import { SignedIn } from './pages/signed-in';
import { go } from './place';
import { type Arrival, keepSession, keptSession, type Session } from './session';

export function App() {
  const [{ session, arrival }, setState] = useState(() => ({
    session: keptSession(),
    arrival: 'opened' as Arrival,
  }));

  const change = useCallback((next: Session | null, how: Arrival) => {
    keepSession(next);
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
