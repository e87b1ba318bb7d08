import type { UnitId } from '../api-types';
import { useLanguage } from '../language';
import { householdsHref, teamsHref, toUnit, type Page, type Place } from '../place';
import { Link } from './link';

/** The pages of the unit that is looked at, or of where one begins. */
export function PageLinks({ place, home }: { place: Place; home: UnitId }) {
  const { w } = useLanguage();
  const ofUnit = place.page === 'unit' || place.page === 'households' || place.page === 'teams';
  const unit = ofUnit ? place.id : home;
  const pages: [Page, string, string][] = [
    ['unit', w.pages.progress, toUnit(unit, place.query)],
    ['households', w.pages.households, householdsHref(unit, place.query)],
    ['teams', w.pages.teams, teamsHref(unit, place.query)],
  ];
  return (
    <nav className="pages" aria-label={w.pages.label}>
      {pages.map(([page, label, href]) => (
        <Link key={page} href={href} aria-current={place.page === page ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
