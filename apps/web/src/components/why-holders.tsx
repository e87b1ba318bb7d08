import { useState } from 'react';
import type { Holder, HolderPage, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { householdHref, teamHref } from '../place';
import type { Pages } from '../use-pages';
import { Link } from './link';
import { MorePages } from './more-pages';
import { PlaceLabel } from './unit-label';

interface WhyHoldersProps {
  holders: Pages<HolderPage>;
  query: URLSearchParams;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

/** So many first, that the events below them are soon in sight. */
const foldedHolders = 8;

/** The households, teams or units that are counted, to the last of them, each with the way to its page. */
export function WhyHolders({ holders: pages, query, above }: WhyHoldersProps) {
  const { w, number, day } = useLanguage();
  const [opened, setOpened] = useState(false);
  const known = pages.pages.flatMap((page) => page.holders);
  const folded = !opened && known.length > foldedHolders;
  const holders = folded ? known.slice(0, foldedHolders) : known;
  // The first press only unfolds what came already.
  const paging = folded ? { next: foldedHolders, loading: false, more: () => setOpened(true) } : pages;
  if (holders.length === 0) return null;
  const hrefOf = ({ kind, id }: Holder) => {
    if (kind === 'household') return householdHref(id, query);
    return kind === 'team' ? teamHref(id, query) : undefined;
  };
  return (
    <section aria-labelledby="why-holders">
      <h3 id="why-holders">{w.why.holders}</h3>
      <ul className="dl">
        {holders.map((holder) => {
          const href = hrefOf(holder);
          const place = <PlaceLabel place={holder.place} above={above} />;
          const name = holder.kind === 'unit' ? place : holder.id;
          return (
            <li key={`${holder.place.id} ${holder.kind} ${holder.id}`}>
              <span>
                {href ? <Link href={href}>{name}</Link> : name}
                {holder.kind !== 'unit' && <span className="quiet"> {place}</span>}
              </span>
              <span className="n">
                {holder.since && w.figures.since(day(holder.since))}
                {holder.n > 1 && ` · ${number(holder.n)}`}
              </span>
            </li>
          );
        })}
      </ul>
      <MorePages
        pages={paging}
        more={w.why.moreHolders}
        said={(ended) => (ended ? w.why.holdersEnd : w.why.holdersShown)(number(holders.length))}
      />
    </section>
  );
}
