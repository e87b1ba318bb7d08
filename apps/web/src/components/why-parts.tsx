import type { UnitId, Why } from '../api-types';
import { ratioOf } from '../figures';
import { useLanguage } from '../language';
import { Link } from './link';
import { ShareBar } from './share-bar';

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
  const parts = [
    ...children
      .slice(0, shownParts)
      .map(({ unit, value }) => ({ id: unit.id, name: unit.fullName, value, href: hrefOf(unit.id) })),
    ...(rest.length > 0
      ? [{ id: 'rest', name: w.why.rest(number(rest.length)), value: restValue, href: undefined }]
      : []),
    { id: 'own', name: w.children.own, value: why.own, href: undefined },
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
          {parts.map(({ id, name, value, href }) => (
            <tr key={id}>
              <th scope="row">
                {href !== undefined && value > 0 ? (
                  <Link href={href} replace aria-label={`${name}: ${w.why.partWhy(name)}`}>
                    {name}
                  </Link>
                ) : (
                  name
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
            <th scope="row">{whole}</th>
            <td />
            <td className="n">{number(why.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
