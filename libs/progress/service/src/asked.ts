import { addDays, type Clock, localDate, type LocalDate, today } from '@tung-nha/kernel';
import type { Asked } from '@tung-nha/progress-projections';
import { faultAt, parameter, Problem } from '@tung-nha/service-runtime';

export interface AskedQuery {
  readonly from?: string;
  readonly on?: string;
  readonly known?: string;
  readonly map?: string;
}

/** `on` today, `from` the first day of that year, `known` today, `map` that of `on`, where not said (P3). */
export function askedOf({ from, on, known, map }: AskedQuery, clock: Clock): Asked {
  const day = (name: string, value: string | undefined, otherwise: LocalDate) =>
    value === undefined ? otherwise : parameter(localDate, name, value);
  const now = today(clock);
  const until = day('on', on, now);
  const asked = {
    from: day('from', from, `${until.slice(0, 4)}-01-01` as LocalDate),
    on: until,
    known: day('known', known, now),
    map: day('map', map, until),
  };
  if (asked.from > asked.on) throw new Problem('RequestInvalid', { errors: [faultAt('/from', 'max')] });
  return asked;
}

export const periods = ['day', 'month', 'quarter'] as const;
export type Period = (typeof periods)[number];

/** The periods that begin within [from, to], each with its last day, the last one cut at `to`. */
export function periodsBetween(by: Period, from: LocalDate, to: LocalDate): { from: LocalDate; to: LocalDate }[] {
  const list: { from: LocalDate; to: LocalDate }[] = [];
  for (let begin = from; begin <= to;) {
    const next = beginOfNext(by, begin);
    const end = addDays(next, -1);
    list.push({ from: begin, to: end < to ? end : to });
    begin = next;
  }
  return list;
}

function beginOfNext(by: Period, day: LocalDate): LocalDate {
  if (by === 'day') return addDays(day, 1);
  const [year = 0, month = 1] = day.split('-').map(Number);
  const next = by === 'month' ? month + 1 : Math.floor((month - 1) / 3) * 3 + 4;
  const [y, m] = next > 12 ? [year + 1, next - 12] : [year, next];
  return localDate.parse(`${y}-${String(m).padStart(2, '0')}-01`);
}
