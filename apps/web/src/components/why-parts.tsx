import type { UnitId, Why } from '../api-types';
import { ratioOf } from '../figures';
import { useLanguage } from '../language';
import { plainName, type Called } from '../place-name';
import { Link } from './link';
import { ShareBar } from './share-bar';
import { UnitLabel } from './unit-label';

/** The others are one row together, so that the sum is still in sight. */
const shownParts = 10;

interface WhyPartsProps {
  why: Why;
  whole: string;
  /** Why the number of a part is what it is. */
  hrefOf: (unit: UnitId) => string;
}

/** The units whose numbers add up to it, each with the way to its own reasons, and what is the unit's own. */
export function WhyParts({ why, whole, hrefOf }: WhyPartsProps) {
  const { w, number } = useLanguage();
  const largest = Math.max(1, why.own, ...why.children.map(({ value }) => value));
  const children = why.children.toSorted((one, other) => other.value - one.value);
  const rest = children.slice(shownParts);
  const restValue = rest.reduce((sum, { value }) => sum + value, 0);
  const parts: { id: UnitId; called: Called; value: number; href: string | undefined }[] = [
    ...children
      .slice(0, shownParts)
      .map(({ unit, value }) => ({ id: unit.id, called: unit, value, href: hrefOf(unit.id) })),
    ...(rest.length > 0
      ? [{ id: 'rest', called: { fullName: w.why.rest(number(rest.length)) }, value: restValue, href: undefined }]
      : []),
    { id: 'own', called: { fullName: w.children.own }, value: why.own, href: undefined },
  ];
  return (
    <section aria-labelledby="why-parts">
      <h3 id="why-parts">{w.why.parts}</h3>
      <table className="parts" aria-labelledby="why-parts">
        <thead className="unseen">
          <tr>
            <th scope="col">{w.children.unit}</th>
            <td />
            <th scope="col">{w.why.value}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, called, value, href }) => (
            <tr key={id}>
              <th scope="row">
                {href !== undefined && value > 0 ? (
                  <Link
                    href={href}
                    replace
                    aria-label={`${plainName(called, w.naming)}: ${w.why.partWhy(plainName(called, w.naming))}`}
                  >
                    <UnitLabel unit={called} />
                  </Link>
                ) : (
                  <UnitLabel unit={called} />
                )}
              </th>
              <td className="bars">
                <ShareBar ratio={id === 'rest' ? undefined : ratioOf(value, largest)} bare />
              </td>
              <td className="n">{number(value)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <UnitLabel unit={{ fullName: whole }} />
            </th>
            <td />
            <td className="n">{number(why.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
