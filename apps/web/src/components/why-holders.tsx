import type { Holder } from '../api-types';
import { useLanguage } from '../language';
import { householdHref, teamHref } from '../place';
import { Link } from './link';

interface WhyHoldersProps {
  holders: Holder[];
  total: number;
  query: URLSearchParams;
}

const shownHolders = 10;

/** The first of the households, teams or units that are counted, each with the way to its page. */
export function WhyHolders({ holders, total, query }: WhyHoldersProps) {
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
                {holder.kind !== 'unit' && <span className="quiet"> {holder.place.fullName}</span>}
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
