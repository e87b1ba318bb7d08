import type { Interval, Standing } from '@tung-nha/field-activity-events';
import type { LocalDate, UnitId } from '@tung-nha/kernel';

/** The records of one household that stand: what was withdrawn is not among them. */
export interface HouseholdRecords {
  /** Day of arrival → village, the registration included. In any order: records come late. */
  readonly arrivals: ReadonlyMap<LocalDate, UnitId>;
  readonly visitDays: readonly LocalDate[];
}

/** Where and when each standing holds, in order of days, touching intervals of one village joined. */
export type Standings = { readonly [S in Standing]: Interval[] };

export const noStandings: Standings = { total: [], visited: [] };

/** Every standing, worked out from nothing but the records (A3). */
export function standingsOf({ arrivals, visitDays }: HouseholdRecords): Standings {
  const total = stays(arrivals);
  const firstVisit = earliest(visitDays);

  return { total, visited: firstVisit === undefined ? [] : since(firstVisit, total) };
}

/** The village a household lives in at the end of a day; undefined before it is registered. */
export function villageOn(day: LocalDate, arrivals: ReadonlyMap<LocalDate, UnitId>): UnitId | undefined {
  const latest = [...arrivals.keys()]
    .filter((arrival) => arrival <= day)
    .sort()
    .at(-1);
  return latest === undefined ? undefined : arrivals.get(latest);
}

function stays(arrivals: ReadonlyMap<LocalDate, UnitId>): Interval[] {
  const changes = [...arrivals]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .filter(([, village], index, all) => village !== all[index - 1]?.[1]);

  return changes.map(([from, village], index) => ({ village, from, to: changes[index + 1]?.[0] ?? null }));
}

function since(day: LocalDate, intervals: readonly Interval[]): Interval[] {
  return intervals
    .filter(({ to }) => to === null || day < to)
    .map((interval) => (interval.from < day ? { ...interval, from: day } : interval));
}

function earliest(days: readonly LocalDate[]): LocalDate | undefined {
  return [...days].sort()[0];
}
