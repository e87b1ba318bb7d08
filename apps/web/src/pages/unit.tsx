import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Api } from '../api';
import type { Defaults, Figure, Grant, Reading, UnitId, UnitView } from '../api-types';
import { useAnswer, useLasting } from '../answer';
import type { Arrival } from '../app';
import { ChildrenTable } from '../components/children-table';
import { FigureTable } from '../components/figure-table';
import { FreshnessLine } from '../components/freshness-line';
import { Lead } from '../components/lead';
import { ProblemNotice } from '../components/problem-notice';
import { ReadingForm } from '../components/reading-form';
import { Trail } from '../components/trail';
import { WhyDrawer } from '../components/why-drawer';
import { useLanguage } from '../language';
import { readingOf, whyOf } from '../place';

export interface UnitPageProps {
  api: Api;
  unit: UnitId;
  query: URLSearchParams;
  arrival: Arrival;
  grants: Grant[];
  home: UnitId;
  defaults: Defaults;
  figures: Figure[];
}

/** What the parts of the page share: the unit and its conditions, and its figures once they are there. */
export interface Shown {
  unit: UnitId;
  query: URLSearchParams;
  reading: Reading;
  defaults: Defaults;
  catalogue: Figure[];
  /** The figure that the table of children shows. */
  figure: Figure | undefined;
  /** Of this unit, but of the reading before while `waiting` or after a failure. */
  view: UnitView | undefined;
  waiting: boolean;
}

const figureOf = (catalogue: Figure[], asked: string | null) =>
  catalogue.find((figure) => figure.id === (asked ?? 'households.visited')) ??
  catalogue.find((figure) => figure.shareOf) ??
  catalogue[0];

const readingKey = ({ from, on, known, map }: Reading) => [from, on, known, map].join(' ');

/** Names seen so far, so that the next page has its title before its figures. */
function useKnownNames(view: UnitView | undefined, defaults: Defaults, grants: Grant[]) {
  const names = useRef(new Map<UnitId, string>());
  for (const unit of [defaults.root, ...grants.map((grant) => grant.unit)]) names.current.set(unit.id, unit.fullName);
  for (const unit of view ? [view.unit, ...view.trail, ...view.children.map((child) => child.unit)] : [])
    names.current.set(unit.id, unit.fullName);
  return names.current;
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

export function UnitPage({ api, unit, query, arrival, grants, home, defaults, figures }: UnitPageProps) {
  const { w, day } = useLanguage();
  const reading = readingOf(query, defaults);
  const key = readingKey(reading);
  const answer = useAnswer(`${unit} ${key}`, async (signal) => ({
    view: await api.unit(unit, reading, signal),
    asked: { unit, reading, key },
  }));
  const slow = useLasting(answer.waiting);
  const held = answer.value?.asked.unit === unit ? answer.value : undefined;
  const view = held?.view;
  const names = useKnownNames(view, defaults, grants);
  const name = names.get(unit) ?? (answer.waiting ? '···' : w.children.unit);
  const title = useRef<HTMLHeadingElement>(null);
  useArrivalFocus(title, unit, arrival);
  useEffect(() => {
    document.title = `${names.get(unit) ?? w.children.title} · ${w.product}`;
  }, [w, names, unit, name]);

  const waiting = answer.waiting && (slow || !view);
  const shown: Shown = {
    unit,
    query,
    reading,
    defaults,
    catalogue: figures,
    figure: figureOf(figures, query.get('figure')),
    view,
    waiting,
  };
  const final = answer.problem?.status === 403 || answer.problem?.status === 404;
  const refused = answer.problem !== undefined && (final || !view);
  const why = whyOf(query, unit);
  const past = held?.asked.reading;
  const spokenReading =
    past && w.reading.summary(day(past.on), past.known ? day(past.known) : w.reading.now, day(past.map));

  return (
    <>
      <main id="main" tabIndex={-1} aria-busy={answer.waiting}>
        <Trail view={view} query={query} grants={grants} />
        {answer.problem && (
          <ProblemNotice problem={answer.problem} onRetry={answer.retry} home={unit === home ? undefined : home}>
            {!refused && spokenReading ? `${w.problem.stale} ${spokenReading}` : undefined}
          </ProblemNotice>
        )}
        <p role="status" className="unseen">
          {waiting ? w.lead.waiting : view && !answer.problem ? w.lead.ready : ''}
        </p>
        <div className="grid">
          <Lead shown={shown} name={name} title={title} refused={refused} />
          {answer.problem?.status !== 403 && <ReadingForm shown={shown} />}
          {!refused && <FigureTable shown={shown} />}
          {!refused && <ChildrenTable shown={shown} />}
        </div>
      </main>
      <FreshnessLine
        shown={shown}
        failed={answer.problem !== undefined}
        onReload={answer.problem?.passing === false ? undefined : answer.retry}
      />
      {why && !refused && <WhyDrawer api={api} shown={shown} asked={why} names={names} />}
    </>
  );
}
