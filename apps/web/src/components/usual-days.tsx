import type { Day } from '../api-types';
import { useLanguage } from '../language';
import { unitHref } from '../place';
import type { Shown } from '../shown';
import { halfYearEnds, usualDay } from '../usual-days';
import { Link } from './link';

/** Days that are asked for again and again, a press away instead of typed. */
export function UsualDays({ shown: { unit, query, reading, defaults } }: { shown: Shown }) {
  const { w, day } = useLanguage();
  const { today, maps } = defaults;
  const offered: [Day, string][] = [
    [today, w.reading.usual.today],
    [usualDay('month-end', today), w.reading.usual['month-end']],
    [usualDay('quarter-end', today), w.reading.usual['quarter-end']],
  ];
  const halves = halfYearEnds(today, maps[0]?.on ?? today);
  const link = (on: Day, text: string) => (
    <Link
      href={unitHref(unit, query, { on, ...(reading.from !== null && reading.from > on && { from: null }) })}
      aria-current={on === reading.on ? 'date' : undefined}
      title={day(on)}
    >
      {text}
    </Link>
  );
  return (
    <ul className="usual" aria-label={w.reading.usual.label}>
      {offered.map(([on, text]) => (
        <li key={text}>{link(on, text)}</li>
      ))}
      {halves.length > 0 && (
        <li>
          {w.reading.usual.halves}{' '}
          <ul>
            {halves.map((on) => (
              <li key={on}>{link(on, day(on))}</li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}
