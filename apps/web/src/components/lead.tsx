import type { RefObject } from 'react';
import type { Level, UnitView } from '../api-types';
import { fewestRanked, openingFigure, ratioOf } from '../figures';
import { useLanguage } from '../language';
import { unitHref, whyHref } from '../place';
import type { Shown } from '../shown';
import { Link } from './link';
import { UnitLabel } from './unit-label';
import { WholeBar } from './whole-bar';

interface LeadProps {
  shown: Shown;
  name: string;
  title: RefObject<HTMLHeadingElement | null>;
  refused: boolean;
}

const levels: Level[] = ['province', 'district', 'commune', 'village'];

export function Lead({ shown, name, title, refused }: LeadProps) {
  const { w, day } = useLanguage();
  const { view, reading } = shown;
  const total = view?.figures['households.total'];
  return (
    <div className="lead">
      <h1 ref={title} tabIndex={-1} className={refused ? 'unseen' : undefined}>
        <UnitLabel unit={{ fullName: name }} />
      </h1>
      {!refused && <Depth view={view} />}
      {!refused && (total === 0 && !shown.waiting ? <NothingYet shown={shown} /> : <Headline shown={shown} />)}
      {!existsOn(shown) && !refused && <p className="absent">{w.notOnMap(day(reading.map))}</p>}
    </div>
  );
}

/** Of where one begins it is known before its figures are: what is said of it moves nothing. */
function existsOn({ unit, view, reading: { map }, defaults: { root } }: Shown): boolean {
  if (view) return view.unit.existsOnMap;
  return unit !== root.id || (root.from <= map && (root.to === null || map < root.to));
}

/** What lies below: 10 districts · 192 communes · 1,891 villages · 2,088 teams · 480,000 households. */
function Depth({ view }: { view: UnitView | undefined }) {
  const { w, number } = useLanguage();
  const below = levels.filter((level) => (view?.depth[level] ?? 0) > 0 && level !== view?.unit.level);
  const { 'teams.established': teams, 'households.total': households } = view?.figures ?? {};
  return (
    <p className="under">
      {below.map((level) => (
        <span key={level}>
          {number(view?.depth[level] ?? 0)} {w.levels[level]}{' '}
        </span>
      ))}
      {teams !== undefined && (
        <span>
          {number(teams)} {w.lead.teams}{' '}
        </span>
      )}
      {households !== undefined && (
        <span>
          {number(households)} {w.lead.households}{' '}
        </span>
      )}
      {view?.unit.code && <span>{w.search.code(view.unit.code)}</span>}
    </p>
  );
}

function NothingYet({ shown: { unit, query, reading, defaults } }: { shown: Shown }) {
  const { w, day } = useLanguage();
  return (
    <div className="note">
      <p className="empty">{w.lead.empty(day(reading.on))}</p>
      <p>{w.lead.emptyHint}</p>
      {(reading.on !== defaults.on || reading.known !== null) && (
        <p className="acts">
          <Link className="btn" href={unitHref(unit, query, { on: null, known: null, from: null })}>
            {w.lead.emptyBack(day(defaults.on))}
          </Link>
        </p>
      )}
    </div>
  );
}

/** One big number against the directive's goal, a sentence to read aloud, and the whole in one bar. */
function Headline({ shown }: { shown: Shown }) {
  const { w, number, day, percentage, percent, text } = useLanguage();
  const { view, waiting } = shown;
  const known = waiting ? undefined : view?.figures;
  const figure = openingFigure(shown.catalogue);
  const goal = figure?.id === 'households.complete' ? 'complete' : 'visited';
  const total = known?.['households.total'];
  const n = figure && known?.[figure.id];
  const declared = known?.['households.declared'];
  const ratio = ratioOf(n, total);
  const rank = figure && known && view?.rank?.[figure.id];
  const share = ratio === undefined ? '··,·' : percentage(ratio);
  return (
    <>
      <p className="big">
        {ratio === undefined || !figure || !view ? (
          <span className="wait" aria-hidden="true">
            {share}
            <small>{percent}</small>
          </span>
        ) : (
          <Link
            className="why"
            href={whyHref({ figure: figure.id, unit: shown.unit }, shown.unit, shown.query)}
            state={{ opened: true }}
            aria-label={w.why.link(share + percent, text(figure.name), view.unit.fullName)}
          >
            {share}
            <small>{percent}</small>
          </Link>
        )}
        <span className="unit">{w.lead.share[goal]}</span>
      </p>
      <p className="lede">
        {!view || total === undefined || n === undefined ? (
          w.lead.waiting
        ) : (
          <>
            {w.lead.until(day(view.asked.on))}
            <b>{w.lead.count(number(n), number(total))}</b>
            {w.lead[goal]}
            {declared !== undefined && declared > 0 && declared !== total && w.lead.declared(number(declared))}
            {rank && rank.of >= fewestRanked && w.lead.rank(number(rank.rank), number(rank.of))}
          </>
        )}
      </p>
      <WholeBar total={total} complete={known?.['households.complete']} visited={known?.['households.visited']} />
    </>
  );
}
