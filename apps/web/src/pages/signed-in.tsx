import { useEffect, useRef } from 'react';
import { useAnswer, useLasting } from '../answer';
import type { Api } from '../api';
import type { Day, Grant, UnitId } from '../api-types';
import type { Arrival, Session } from '../session';
import { Masthead } from '../components/masthead';
import { PageLinks } from '../components/page-links';
import { ProblemNotice } from '../components/problem-notice';
import { UnitSearch } from '../components/unit-search';
import { useLanguage } from '../language';
import { go, readingOf, toUnit, usePlace, type Place } from '../place';
import { Problem } from '../problem';
import { HouseholdPage } from './household';
import { HouseholdsPage } from './households';
import type { PageProps } from './list-frame';
import { ParkedPage } from './parked';
import { SearchPage } from './search';
import { TeamPage } from './team';
import { TeamsPage } from './teams';
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
    const grants = me.grants.filter((grant) => inForce(grant, defaults.today));
    return { grants, home: defaults.root.id, defaults, figures };
  });
  const slow = useLasting(start.waiting);
  const home = start.value?.home;
  const names = useRef(new Map<UnitId, string>());
  for (const unit of start.value ? [start.value.defaults.root, ...start.value.grants.map(({ unit }) => unit)] : [])
    if (!names.current.has(unit.id)) names.current.set(unit.id, unit.fullName);

  useEffect(() => {
    if (place.page === 'home' && home !== undefined) go(toUnit(home, place.query), { replace: true });
  }, [place, home]);

  return (
    <>
      <Masthead
        home={home}
        person={{ name: session.name, grant: start.value?.grants[0], known: !start.waiting }}
        onSignOut={onSignOut}
      >
        <PageLinks place={place} home={home} />
        <UnitSearch api={api} place={place} defaults={start.value?.defaults} />
      </Masthead>
      {start.value && place.page !== undefined && place.page !== 'home' ? (
        <PageOf place={place} arrival={arrival} {...start.value} api={api} names={names.current} />
      ) : (
        <main id="main" tabIndex={-1} className="entry">
          {start.problem && <ProblemNotice problem={start.problem} onRetry={start.retry} />}
          {place.page === undefined && <ProblemNotice problem={new Problem(404)} home={home} />}
          <p role="status" className="lede steady">
            {slow ? w.lead.waiting : ''}
          </p>
        </main>
      )}
    </>
  );
}

interface PageOfProps extends Omit<PageProps, 'id' | 'query' | 'reading'> {
  place: Place;
  arrival: Arrival;
}

function PageOf({ place, arrival, ...given }: PageOfProps) {
  const { page, id, query } = place;
  const props = { ...given, id, query, reading: readingOf(query, given.defaults) };
  switch (page) {
    case 'unit':
      return <UnitPage {...given} unit={id} query={query} arrival={arrival} />;
    case 'households':
      return <HouseholdsPage key={id} {...props} />;
    case 'household':
      return <HouseholdPage key={id} {...props} />;
    case 'teams':
      return <TeamsPage key={id} {...props} />;
    case 'team':
      return <TeamPage key={id} {...props} />;
    case 'parked':
      return <ParkedPage {...props} />;
    case 'search':
      return <SearchPage {...given} query={query} />;
    case 'home':
    case undefined:
      return null;
  }
}
