import type { UnitId } from '@tung-nha/kernel';
import { figureOf } from '@tung-nha/progress-figures';
import type { TeamDocument } from './documents.js';
import { type Sum, sumsIn } from './packed-rows.js';

const column = (id: string) => figureOf(id)!.column!;
const established = column('teams.established');
const leaderless = column('teams.leaderless');
const compliant = column('teams.compliant');
const consolidated = column('teams.consolidated');
const members = column('members.active');

/** All that was said of one team, merged over its documents. */
export interface Timeline {
  readonly units: readonly { readonly unit: UnitId; readonly established: readonly Sum[] }[];
  /** Wherever it was. */
  readonly established: readonly Sum[];
  readonly leaderless: readonly Sum[];
  readonly compliant: readonly Sum[];
  readonly consolidated: readonly Sum[];
  readonly members: readonly Sum[];
  /** In order of days. */
  readonly activityDays: Uint16Array;
  readonly activityRecorded: Uint16Array;
  readonly activityN: Int32Array;
}

export function timelineOf(documents: Iterable<TeamDocument>): Timeline {
  const units = new Map<UnitId, Sum[]>();
  const activity: Sum[] = [];
  for (const document of documents) {
    activity.push(...sumsIn(document.activity));
    for (const [unit, text] of Object.entries(document.units))
      units.set(unit as UnitId, [...(units.get(unit as UnitId) ?? []), ...sumsIn(text)]);
  }
  activity.sort((one, other) => one.happened - other.happened);
  const everywhere = [...units.values()].flat();
  const rowsOf = (of: number, sums = everywhere) => sums.filter((row) => row.column === of);
  return {
    units: [...units].map(([unit, sums]) => ({ unit, established: rowsOf(established, sums) })),
    established: rowsOf(established),
    leaderless: rowsOf(leaderless),
    compliant: rowsOf(compliant),
    consolidated: rowsOf(consolidated),
    members: rowsOf(members),
    activityDays: Uint16Array.from(activity, ({ happened }) => happened),
    activityRecorded: Uint16Array.from(activity, ({ recorded }) => recorded),
    activityN: Int32Array.from(activity, ({ n }) => n),
  };
}

export function sumBy(rows: readonly Sum[], on: number, known: number): number {
  let sum = 0;
  for (const row of rows) if (row.happened <= on && row.recorded <= known) sum += row.n;
  return sum;
}

/** The unit whose team it is on the day; undefined where it is not in force. */
export function homeOn({ units }: Timeline, on: number, known: number): UnitId | undefined {
  for (const { unit, established: rows } of units) if (sumBy(rows, on, known) > 0) return unit;
  return undefined;
}

/** Of a team in force on the day; nearly every team was established once, and its one row says when. */
export function establishedSince({ established: rows }: Timeline, on: number, known: number): number {
  if (rows.length === 1) return rows[0]!.happened;
  return heldSince(
    rows.filter(({ recorded }) => recorded <= known),
    on,
  )!;
}

/** The day from which the edges have summed up to more than 0 without a break until `on`; undefined where they do not. */
export function heldSince(
  edges: readonly { readonly happened: number; readonly n: number }[],
  on: number,
): number | undefined {
  const byDay = new Map<number, number>();
  for (const { happened, n } of edges) if (happened <= on) byDay.set(happened, (byDay.get(happened) ?? 0) + n);
  let sum = 0;
  let since: number | undefined;
  for (const day of [...byDay.keys()].sort((one, other) => one - other)) {
    sum += byDay.get(day)!;
    if (sum <= 0) since = undefined;
    else since ??= day;
  }
  return since;
}

/** Backwards from the day asked: the first day with more told than taken back. */
export function lastActivity(
  { activityDays, activityRecorded, activityN }: Timeline,
  on: number,
  known: number,
): number | undefined {
  let row = lastBy(activityDays, on);
  while (row >= 0) {
    const day = activityDays[row]!;
    let sum = 0;
    for (; row >= 0 && activityDays[row] === day; row -= 1) if (activityRecorded[row]! <= known) sum += activityN[row]!;
    if (sum > 0) return day;
  }
  return undefined;
}

/** The last row by the day; -1 before the first. */
function lastBy(days: Uint16Array, on: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= on) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
