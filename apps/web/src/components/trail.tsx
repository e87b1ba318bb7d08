import type { Grant, UnitView } from '../api-types';
import { useLanguage } from '../language';
import { toUnit } from '../place';
import { Link } from './link';
import { UnitLabel } from './unit-label';

interface TrailProps {
  view: UnitView | undefined;
  query: URLSearchParams;
  grants: Grant[];
}

/** Ancestors above what was granted are named but not linked: their pages would be refused. */
export function Trail({ view, query, grants }: TrailProps) {
  const { w } = useLanguage();
  const granted = new Set(grants.map((grant) => grant.unit.id));
  const ancestors = view?.trail.filter((unit) => unit.id !== view.unit.id) ?? [];
  const firstGranted = ancestors.findIndex((unit) => granted.has(unit.id));
  const scopeBegins = firstGranted >= 0 ? firstGranted : view && granted.has(view.unit.id) ? ancestors.length : 0;
  return (
    <nav className="trail" aria-label={w.trail}>
      <ol>
        {ancestors.map((unit, index) => (
          <li key={unit.id}>
            {index < scopeBegins ? (
              <span>{unit.fullName}</span>
            ) : (
              <Link href={toUnit(unit.id, query)}>{unit.fullName}</Link>
            )}
          </li>
        ))}
        {view && ancestors.length > 0 && (
          <li>
            <span aria-current="page">
              <UnitLabel unit={view.unit} />
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}
