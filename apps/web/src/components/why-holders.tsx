import type { Holder, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { householdHref, teamHref } from '../place';
import { placeName } from '../place-name';
import { Link } from './link';

interface WhyHoldersProps {
  holders: Holder[];
  total: number;
  query: URLSearchParams;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

const shownHolders = 10;

/** The first of the households, teams or units that are counted, each with the way to its page. */
export function WhyHolders({ holders, total, query, above }: WhyHoldersProps) {
  const { w, number, day } = useLanguage();
  const hrefOf = ({ kind, id }: Holder) => {
    if (kind === 'household') return householdHref(id, query);
    return kind === 'team' ? teamHref(id, query) : undefined;
  };
  return (
    <section aria-labelledby="why-holders">
      <h3 id="why-holders">{w.why.holders}</h3>
      <ul className="dl">
        {holders.slice(0, shownHolders).map((holder) => {
          const href = hrefOf(holder);
          const name = holder.kind === 'unit' ? holder.place.fullName : holder.id;
          return (
            <li key={`${holder.place.id} ${holder.kind} ${holder.id}`}>
              <span>
                {href ? <Link href={href}>{name}</Link> : name}
                {holder.kind !== 'unit' && <span className="quiet"> {placeName(holder.place, above, w.inside)}</span>}
              </span>
              <span className="n">
                {holder.since && w.figures.since(day(holder.since))}
                {holder.n > 1 && ` · ${number(holder.n)}`}
              </span>
            </li>
          );
        })}
      </ul>
      {total > shownHolders && <p className="hint">{w.why.holdersOf(number(shownHolders), number(total))}</p>}
    </section>
  );
}
