import { useEffect } from 'react';
import type { Api } from '../api';
import type { Day, Grant } from '../api-types';
import { Problem } from '../problem';
import { useAnswer, useLasting } from '../answer';
import type { Arrival, Session } from '../app';
import { Masthead } from '../components/masthead';
import { ProblemNotice } from '../components/problem-notice';
import { UnitSearch } from '../components/unit-search';
import { useLanguage } from '../language';
import { go, toUnit, usePlace } from '../place';
import { UnitPage } from './unit';

interface SignedInProps {
  api: Api;
  session: Session;
  arrival: Arrival;
  onSignOut: () => void;
}

const inForce = (grant: Grant, today: Day) => grant.from <= today && (grant.to === null || today < grant.to);

export function SignedIn({ api, session, arrival, onSignOut }: SignedInProps) {
  const { w } = useLanguage();
  const place = usePlace();
  const start = useAnswer('start', async (signal) => {
    const [me, defaults, figures] = await Promise.all([api.me(signal), api.defaults(signal), api.figures(signal)]);
    const current = me.grants.filter((grant) => inForce(grant, defaults.today));
    return { grants: current, home: defaults.root.id, defaults, figures };
  });
  const slow = useLasting(start.waiting);
  const home = start.value?.home;

  useEffect(() => {
    if (place.unit === null && home !== undefined) go(toUnit(home, place.query), { replace: true });
  }, [place, home]);

  return (
    <>
      <Masthead home={home} person={{ name: session.name, grant: start.value?.grants[0] }} onSignOut={onSignOut}>
        {start.value && <UnitSearch api={api} place={place} defaults={start.value.defaults} />}
      </Masthead>
      {start.value && place.unit ? (
        <UnitPage api={api} unit={place.unit} query={place.query} arrival={arrival} {...start.value} />
      ) : (
        <main id="main" tabIndex={-1} className="entry">
          {start.problem && <ProblemNotice problem={start.problem} onRetry={start.retry} />}
          {place.unit === undefined && <ProblemNotice problem={new Problem(404)} home={home} />}
          <p role="status" className="lede steady">
            {slow ? w.lead.waiting : ''}
          </p>
        </main>
      )}
    </>
  );
}
