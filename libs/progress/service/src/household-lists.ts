import { dayFromNumber, dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { catalogue, type FigureId, figureOf } from '@tung-nha/progress-figures';
import { type Asked, HOMES, type HomesDocument, type Posting } from '@tung-nha/progress-projections';
import type { Page } from './asking.js';
import { Pace } from './pace.js';
import { postingsAt, postingsOf } from './postings.js';
import type { ProgressReadModel } from './progress-read-model.js';

export const householdLists = ['all', 'unvisited', 'unassigned', 'needs-care', 'in-care', 'nearly-complete'] as const;
export type HouseholdList = (typeof householdLists)[number];

/** What the directive's goal asks of one and the same member, as far as a household's standings can tell. */
const goal: readonly FigureId[] = [
  ...([1, 2, 3, 4, 5] as const).map((skill) => `households.skill.${skill}.proficient` as const),
  'households.vneid',
  'households.public-service',
];
const NEARLY = 2;

/** Standings are figures without their `households.`. */
const PREFIX = 'households.';
const standings = catalogue.filter(
  ({ unit, kind, id }) => unit === 'household' && kind === 'stock' && id !== 'households.declared',
);
const columnOf = (id: FigureId) => figureOf(id)!.column!;
const total = columnOf('households.total');

export interface ListedHousehold {
  readonly household: string;
  readonly village: UnitId;
  readonly standings: readonly string[];
  /**
   * Of the goal, what nobody in the household has; `one-and-the-same-member` where everything is there, but not in one
   * person. Which member lacks what is not told by a household's standings.
   */
  readonly missing: readonly string[];
}

/** Households of these villages on a day, village by village. A page may be shorter than asked: `next` says where to go on. */
export async function householdList(
  model: ProgressReadModel,
  list: HouseholdList,
  asked: Asked,
  villages: readonly UnitId[],
  { after = '', limit }: Page,
): Promise<{ readonly households: readonly ListedHousehold[]; readonly next: string | null }> {
  const pace = new Pace();
  const found: ListedHousehold[] = [];
  const totals = model.columns.totals(asked);
  const begin = after.split('|')[0]!;
  let searched = 0;
  for (const village of [...villages].sort()) {
    if (village < begin || !mayHold(list, totals.get(village))) continue;
    if (searched === VILLAGES_PER_PAGE) return { households: found, next: `${village}|` };
    searched += 1;
    for (const [stream, postings] of await postingsAt(model.store, model.columns, village)) {
      const household = stream.split('/')[1]!;
      if (!stream.startsWith('household/') || `${village}|${household}` <= after) continue;
      const held = heldBy(postings, asked);
      if (!held.has(total) || !isOn(list, held)) continue;
      if (found.length === limit) return { households: found, next: cursorOf(found.at(-1)!) };
      found.push({ household, village, standings: namesOf(held), missing: missingOf(held) });
    }
    await pace.rest();
  }
  return { households: found, next: null };
}

/** So many villages are looked through for one page of what is rare. */
const VILLAGES_PER_PAGE = 60;

const cursorOf = ({ village, household }: ListedHousehold) => `${village}|${household}`;

/** Whether a village can have any, by its sums alone: most need not be read. */
function mayHold(list: HouseholdList, sums: Int32Array | undefined): boolean {
  if (!sums || sums[total]! <= 0) return false;
  switch (list) {
    case 'all':
      return true;
    case 'unvisited':
      return sums[total]! > sums[columnOf('households.visited')]!;
    case 'unassigned':
      return sums[total]! > sums[columnOf('households.assigned')]!;
    case 'needs-care':
      return sums[columnOf('households.needs-care')]! > 0;
    case 'in-care':
      return sums[columnOf('households.in-care')]! > 0;
    case 'nearly-complete':
      return sums[total]! > sums[columnOf('households.complete')]!;
  }
}

function isOn(list: HouseholdList, held: ReadonlySet<number>): boolean {
  switch (list) {
    case 'all':
      return true;
    case 'unvisited':
      return !held.has(columnOf('households.visited'));
    case 'unassigned':
      return !held.has(columnOf('households.assigned'));
    case 'needs-care':
      return held.has(columnOf('households.needs-care'));
    case 'in-care':
      return held.has(columnOf('households.in-care'));
    case 'nearly-complete':
      return !held.has(columnOf('households.complete')) && missingOf(held).length <= NEARLY;
  }
}

function heldBy(postings: readonly Posting[], { on, known }: Pick<Asked, 'on' | 'known'>): ReadonlySet<number> {
  const [day, recorded] = [dayNumber(on), dayNumber(known)];
  const sums = new Map<number, number>();
  for (const { column, happened, recorded: told, n } of postings)
    if (happened <= day && told <= recorded) sums.set(column, (sums.get(column) ?? 0) + n);
  return new Set([...sums].flatMap(([column, n]) => (n > 0 ? [column] : [])));
}

const namesOf = (held: ReadonlySet<number>) =>
  standings.flatMap(({ id, column }) => (held.has(column!) ? [id.slice(PREFIX.length)] : []));

function missingOf(held: ReadonlySet<number>): string[] {
  const missing = goal.flatMap((id) => (held.has(columnOf(id)) ? [] : [id.slice(PREFIX.length)]));
  if (missing.length > 0 || held.has(columnOf('households.complete'))) return missing;
  return ['one-and-the-same-member'];
}

export interface HeldInterval {
  readonly village: UnitId;
  readonly from: LocalDate;
  /** The first day on which it no longer holds; null while it holds. */
  readonly to: LocalDate | null;
}

/**
 * One household's standings with their intervals, as known on a day, and what of the goal it lacks on the day asked: null
 * where it is in no register then. Undefined for a household nobody knows.
 */
export async function householdStandings(model: ProgressReadModel, household: string, asked: Asked) {
  const villages = (await model.store.get<HomesDocument>(HOMES, household))?.places;
  if (!villages) return undefined;
  const held = new Map<string, HeldInterval[]>();
  const onDay = new Set<number>();
  for (const village of villages) {
    const postings = await postingsOf(model.store, model.columns, village, `household/${household}`);
    const told = postings.filter(({ recorded }) => recorded <= dayNumber(asked.known));
    for (const column of heldBy(postings, asked)) onDay.add(column);
    for (const { id, column } of standings) {
      const intervals = intervalsOf(told.filter((posting) => posting.column === column));
      const name = id.slice(PREFIX.length);
      if (intervals.length > 0)
        held.set(name, [...(held.get(name) ?? []), ...intervals.map((interval) => ({ village, ...interval }))]);
    }
  }
  const inOrder = [...held].map(([standing, intervals]) => ({
    standing,
    intervals: intervals.sort((one, other) => (one.from < other.from ? -1 : 1)),
  }));
  return { household, villages, standings: inOrder, missing: onDay.has(total) ? missingOf(onDay) : null };
}

function intervalsOf(edges: readonly Posting[]): Omit<HeldInterval, 'village'>[] {
  const byDay = new Map<number, number>();
  for (const { happened, n } of edges) byDay.set(happened, (byDay.get(happened) ?? 0) + n);
  const intervals: { from: LocalDate; to: LocalDate | null }[] = [];
  let sum = 0;
  for (const day of [...byDay.keys()].sort((one, other) => one - other)) {
    const before = sum;
    sum += byDay.get(day)!;
    if (before <= 0 && sum > 0) intervals.push({ from: dayFromNumber(day), to: null });
    else if (before > 0 && sum <= 0) intervals.at(-1)!.to = dayFromNumber(day);
  }
  return intervals;
}
