import type { Grant, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { toUnit } from '../place';
import type { Called } from '../place-name';
import { Link } from './link';
import { UnitLabel } from './unit-label';

type Named = Called & { id: UnitId };

/** What a page is about, and the units it lies in, root first. */
export interface Located {
  unit: Named;
  trail: Named[];
}

interface TrailProps {
  view: Located | undefined;
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
              <span>
                <UnitLabel unit={unit} />
              </span>
            ) : (
              <Link href={toUnit(unit.id, query)}>
                <UnitLabel unit={unit} />
              </Link>
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
