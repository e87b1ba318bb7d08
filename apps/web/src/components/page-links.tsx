import type { UnitId } from '../api-types';
import { useLanguage } from '../language';
import { householdsHref, teamsHref, toUnit, type Page, type Place } from '../place';
import { Link } from './link';

/** The pages of the unit that is looked at, or of where one begins. */
export function PageLinks({ place, home }: { place: Place; home: UnitId | undefined }) {
  const { w } = useLanguage();
  const ofUnit = place.page === 'unit' || place.page === 'households' || place.page === 'teams';
  const unit = ofUnit ? place.id : home;
  // Before it is known where one begins, the root leads there.
  const to = (href: (unit: UnitId, query: URLSearchParams) => string) =>
    unit === undefined ? '/' : href(unit, place.query);
  const pages: [Page, string, string][] = [
    ['unit', w.pages.progress, to(toUnit)],
    ['households', w.pages.households, to(householdsHref)],
    ['teams', w.pages.teams, to(teamsHref)],
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
