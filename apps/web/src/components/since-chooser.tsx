import { useLanguage } from '../language';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';
import { sinces } from '../usual-days';

/** With which day the numbers are compared, on every table of the page. */
export function SinceChooser({ shown: { unit, query, since } }: { shown: Shown }) {
  const { w } = useLanguage();
  return (
    <span className="since">
      <label htmlFor="since">{w.reading.since}</label>
      <select
        id="since"
        value={since.name}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          go(unitHref(unit, query, { since: chosen === sinces[0] ? null : chosen }), { replace: true });
        }}
      >
        {sinces.map((name) => (
          <option key={name} value={name}>
            {w.reading.sinces[name]}
          </option>
        ))}
      </select>
    </span>
  );
}
