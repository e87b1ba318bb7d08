import { useEffect, useRef, useState } from 'react';
import { identity } from '../api';
import type { DemoUser } from '../api-types';
import { Problem } from '../problem';
import { useAnswer } from '../answer';
import type { Arrival, Session } from '../session';
import { Masthead } from '../components/masthead';
import { ProblemNotice } from '../components/problem-notice';
import { useLanguage } from '../language';

interface SignInProps {
  arrival: Arrival;
  onSignedIn: (session: Session) => void;
}

export function SignIn({ arrival, onSignedIn }: SignInProps) {
  const { w } = useLanguage();
  const users = useAnswer('demo-users', identity.demoUsers);
  const [entering, setEntering] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const pending = useRef<AbortController | null>(null);
  const title = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${w.signIn.title} · ${w.product}`;
  }, [w]);
  useEffect(() => {
    if (arrival !== 'opened') title.current?.focus();
  }, [arrival]);
  useEffect(() => () => pending.current?.abort(), []);

  async function signIn(user: DemoUser) {
    pending.current?.abort();
    const controller = new AbortController();
    pending.current = controller;
    setEntering(user.user);
    setProblem(null);
    try {
      const { access_token: token } = await identity.token(user.user, controller.signal);
      if (!controller.signal.aborted) onSignedIn({ token, name: user.name });
    } catch (error) {
      if (controller.signal.aborted) return;
      setEntering(null);
      setProblem(error instanceof Problem ? error : new Problem(0));
    }
  }

  const absent = users.problem?.status === 404 || users.value?.length === 0;
  const status = users.waiting ? w.signIn.waiting : entering === null ? '' : w.signIn.entering;
  return (
    <>
      <Masthead />
      <main id="main" tabIndex={-1} className="entry">
        <h1 ref={title} tabIndex={-1}>
          {w.signIn.title}
        </h1>
        {arrival === 'expired' && <p className="note">{w.signIn.expired}</p>}
        {arrival === 'signed-out' && <p className="note">{w.signIn.signedOut}</p>}
        {problem && <ProblemNotice problem={problem} />}
        {absent ? (
          <p className="lede">{w.signIn.empty}</p>
        ) : users.problem ? (
          <ProblemNotice problem={users.problem} onRetry={users.retry} />
        ) : (
          <p className="lede">{w.signIn.lede}</p>
        )}
        <p role="status" className="hint steady">
          {status}
        </p>
        <Users users={users.value ?? []} entering={entering !== null} onChoose={(user) => void signIn(user)} />
      </main>
    </>
  );
}

interface UsersProps {
  users: DemoUser[];
  entering: boolean;
  onChoose: (user: DemoUser) => void;
}

function Users({ users, entering, onChoose }: UsersProps) {
  const { w, text } = useLanguage();
  return (
    <ul className="users" aria-label={w.signIn.list}>
      {users.map((user) => (
        <li key={user.user}>
          <button type="button" aria-disabled={entering} onClick={() => entering || onChoose(user)}>
            <b>{text(user.name)}</b> <span>{text(user.roleName)}</span>{' '}
            <span className="quiet">{user.unit.fullName}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
