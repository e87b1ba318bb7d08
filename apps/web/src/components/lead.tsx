import type { RefObject } from 'react';
import type { Level, UnitView } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../pages/unit';
import { unitHref, whyHref } from '../place';
import { ratioOf } from './count';
import { Link } from './link';

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
      <h1 ref={title} tabIndex={-1}>
        {name}
      </h1>
      {!refused && <Depth view={view} />}
      {view && !view.unit.existsOnMap && !refused && (
        <p className="note">{w.notOnMap(view.unit.fullName, day(reading.map))}</p>
      )}
      {!refused && (total === 0 && !shown.waiting ? <NothingYet shown={shown} /> : <Headline shown={shown} />)}
    </div>
  );
}

function Depth({ view }: { view: UnitView | undefined }) {
  const { w, number } = useLanguage();
  const below = levels.filter((level) => (view?.depth[level] ?? 0) > 0 && level !== view?.unit.level);
  return (
    <p className="under">
      {below.map((level) => (
        <span key={level}>
          {number(view?.depth[level] ?? 0)} {w.levels[level]}{' '}
        </span>
      ))}
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

function Headline({ shown }: { shown: Shown }) {
  const { w, number, day, percentage, percent, text } = useLanguage();
  const { view, waiting } = shown;
  const known = waiting ? undefined : view?.figures;
  const total = known?.['households.total'];
  const visited = known?.['households.visited'];
  const visits = known?.['visits.count'];
  const ratio = ratioOf(visited, total);
  const figure = shown.catalogue.find(({ id }) => id === 'households.visited');
  const rank = known && view?.rank?.['households.visited'];
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
        <span className="unit">{w.lead.share}</span>
      </p>
      <p className="lede">
        {!view || total === undefined || visited === undefined ? (
          w.lead.waiting
        ) : (
          <>
            {w.lead.until(day(view.asked.on))}
            <b>{w.lead.count(number(visited), number(total))}</b>
            {w.lead.visited}
            {visits !== undefined && w.lead.visits(number(visits), day(view.asked.from))}
            {rank && rank.of > 1 && w.lead.rank(number(rank.rank), number(rank.of))}
          </>
        )}
      </p>
      <div className="whole">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect className="bar-main" width={(ratio ?? 0) * 100} height="10" />
          <rect className="bar-frame" width="100" height="10" />
        </svg>
        <ul>
          <li>
            <b>{visited === undefined ? '···' : number(visited)}</b> {w.lead.partVisited}
          </li>
          <li>
            <b>{visited === undefined || total === undefined ? '···' : number(total - visited)}</b> {w.lead.partLeft}
          </li>
        </ul>
      </div>
    </>
  );
}
