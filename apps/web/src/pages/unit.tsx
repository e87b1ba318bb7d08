import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useLasting } from '../answer';
import type { Api } from '../api';
import type { Defaults, Figure, Grant, UnitId } from '../api-types';
import type { Arrival } from '../session';
import { FreshnessLine } from '../components/freshness-line';
import { Lead } from '../components/lead';
import { ProblemNotice } from '../components/problem-notice';
import { ReadingForm } from '../components/reading-form';
import { Trail } from '../components/trail';
import { UnitParts } from '../components/unit-parts';
import { WhyDrawer } from '../components/why-drawer';
import { figureAsked } from '../figures';
import { useLanguage } from '../language';
import { readingOf, whyOf } from '../place';
import type { Shown } from '../shown';
import { useUnitAnswers } from '../unit-answers';
import { sinceAsked, sinceDay } from '../usual-days';

export interface UnitPageProps {
  api: Api;
  unit: UnitId;
  query: URLSearchParams;
  arrival: Arrival;
  grants: Grant[];
  home: UnitId;
  defaults: Defaults;
  figures: Figure[];
  /** Names seen so far, so that the next page has its title before its figures. */
  names: Map<UnitId, string>;
}

/** Someone who came here by a link hears where they are; someone who just opened the page starts at its top. */
function useArrivalFocus(title: RefObject<HTMLHeadingElement | null>, unit: UnitId, arrival: Arrival) {
  const seen = useRef(arrival === 'signed-in' ? null : unit);
  useLayoutEffect(() => {
    if (seen.current === unit) return;
    seen.current = unit;
    title.current?.focus({ preventScroll: true });
  }, [title, unit]);
}

export function UnitPage({ api, unit, query, arrival, grants, home, defaults, figures, names }: UnitPageProps) {
  const { w, day } = useLanguage();
  const reading = readingOf(query, defaults);
  const figure = figureAsked(figures, query.get('figure'));
  const compared = sinceAsked(query);
  const since = { name: compared, day: sinceDay(compared, reading.on) };
  const { main, held, freshness, communes, ...behind } = useUnitAnswers({
    api,
    unit,
    reading,
    figure,
    level: query.get('level'),
    since: since.day,
    defaults,
    catalogue: figures,
  });
  const view = held?.view;
  const slow = useLasting(main.waiting);
  const [pointed, setPointed] = useState<string>();
  for (const known of view ? [view.unit, ...view.trail, ...view.children.map((child) => child.unit)] : [])
    names.set(known.id, known.fullName);
  const name = names.get(unit) ?? (main.waiting ? '···' : w.children.unit);
  const title = useRef<HTMLHeadingElement>(null);
  useArrivalFocus(title, unit, arrival);
  useEffect(() => {
    document.title = `${name === '···' ? w.pages.progress : name} · ${w.product}`;
  }, [w, name]);

  const waiting = main.waiting && (slow || !view);
  const counted = view ? figures.filter(({ id }) => view.figures[id] !== undefined) : figures;
  const shown: Shown = {
    unit,
    query,
    reading,
    defaults,
    catalogue: counted,
    figure,
    view,
    waiting,
    since,
    ...behind,
  };
  const { problem } = main;
  const refused = problem !== undefined && (problem.status === 403 || problem.status === 404 || !view);
  const why = whyOf(query, unit);
  const past = held?.asked.reading;
  const spokenReading =
    past && w.reading.summary(day(past.on), past.known ? day(past.known) : w.reading.now, day(past.map));

  return (
    <>
      <main id="main" tabIndex={-1} aria-busy={main.waiting}>
        <Trail view={view} query={query} grants={grants} />
        {problem && (
          <ProblemNotice problem={problem} onRetry={main.retry} home={unit === home ? undefined : home}>
            {!refused && spokenReading ? `${w.problem.stale} ${spokenReading}` : undefined}
          </ProblemNotice>
        )}
        <p role="status" className="unseen">
          {waiting ? w.lead.waiting : view && !problem ? w.lead.ready : ''}
        </p>
        <div className="grid">
          <Lead shown={shown} name={name} title={title} refused={refused} />
          {problem?.status !== 403 && <ReadingForm shown={shown} />}
          {!refused && <UnitParts api={api} shown={shown} communes={communes} pointed={pointed} onPoint={setPointed} />}
        </div>
      </main>
      <FreshnessLine
        freshness={freshness ?? view?.freshness}
        defaults={defaults}
        query={query}
        failed={problem !== undefined && problem.status !== 403}
        onReload={problem?.passing === false ? undefined : main.retry}
      />
      {why && !refused && <WhyDrawer api={api} shown={shown} asked={why} names={names} />}
    </>
  );
}
