import type { FieldActivityEvent } from '@tung-nha/field-activity-events';
import { type Envelope, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { figureOf } from '@tung-nha/progress-figures';
import type { TeamEvent } from '@tung-nha/team-organisation-events';
import { activityOf, type ActivityRow, type CountedRow, rowsOf } from './counted-rows.js';
import { dayNumberOf, recordedDayOf } from './days.js';
import { postingText, SumTable } from './packed-rows.js';

type Plain = Readonly<Record<string, unknown>>;

/** How many: sums of one leaf or own unit recorded in one month (ARCHITECTURE §5). `<place> <month>`. */
export const COUNTERS = 'counters';
export interface CounterDocument extends Plain {
  readonly place: UnitId;
  /** Packed sums: column, day it happened, day it was recorded → n. */
  readonly rows: string;
}

/** Why: which events made those sums, by stream, each in order of versions. `<place> <month>`. */
export const POSTINGS = 'postings';
export interface PostingDocument extends Plain {
  readonly place: UnitId;
  readonly streams: Readonly<Record<string, string>>;
}

/** What was said of one team in one month, and what it did: small, for what is worked out at reading (T9). `<team> <month>`. */
export const TEAMS = 'teams';
export interface TeamDocument extends Plain {
  readonly team: string;
  /** Packed sums by unit, from team-organisation. */
  readonly units: Readonly<Record<UnitId, string>>;
  /** Packed sums of activities that stand, from field-activity; `ACTIVITY` is their column. */
  readonly activity: string;
}
export const ACTIVITY = 255;

/** The villages a household was ever said to live in: where its postings are. By household. */
export const HOMES = 'homes';
export interface HomesDocument extends Plain {
  readonly places: readonly UnitId[];
}
const HOUSEHOLD = 'household/';
const TEAM = 'team/';
const livingColumn = figureOf('households.total')!.column!;

/** The month of recording bounds what one event rewrites. Documents are asked for by id only: no index to keep up. */
export const progressIndexes = { [COUNTERS]: [], [POSTINGS]: [], [TEAMS]: [], [HOMES]: [], parked: [], layout: [] };

/** One event as far as it is counted. */
export interface Counted {
  readonly stream: string;
  readonly version: number;
  readonly recorded: LocalDate;
  readonly rows: readonly CountedRow[];
  readonly activity: ActivityRow | undefined;
}

export function countedOf(envelope: Envelope, event: FieldActivityEvent | TeamEvent): Counted {
  return {
    stream: envelope.subject,
    version: envelope.streamversion,
    recorded: recordedDayOf(envelope),
    rows: rowsOf(event),
    activity: activityOf(event),
  };
}

export interface ProgressMutation {
  readonly position: number;
  readonly collection: string;
  readonly id: string;
  fold(document: Plain | undefined): Plain;
}

/**
 * At most one mutation for each document and event. Sums and sets, and in a stream's own postings its own order: the
 * order across streams and contexts leaves no trace, and no position does, so both shapes build the same documents.
 */
export function mutationsOf(position: number, counted: Counted): ProgressMutation[] {
  const { stream, recorded, rows, activity } = counted;
  const month = recorded.slice(0, 7);
  const mutations: ProgressMutation[] = [];
  const change = (collection: string, id: string, fold: ProgressMutation['fold']) =>
    mutations.push({ position, collection, id, fold });

  for (const [place, ofPlace] of byPlace(rows)) {
    const id = `${place} ${month}`;
    change(COUNTERS, id, (document) => count(document as CounterDocument | undefined, place, ofPlace, recorded));
    change(POSTINGS, id, (document) => post(document as PostingDocument | undefined, place, ofPlace, counted));
  }
  const team = teamOf(counted);
  if (team !== undefined && (activity || rows.length > 0))
    change(TEAMS, `${team} ${month}`, (document) => ofTeam(document as TeamDocument | undefined, team, counted));
  const homes = homesIn(counted);
  if (homes.length > 0)
    change(HOMES, stream.slice(HOUSEHOLD.length), (document) => ({
      places: [...new Set([...((document as HomesDocument | undefined)?.places ?? []), ...homes])].sort(),
    }));
  return mutations;
}

/** The team whose document the event changes: its own stream's, or the one that did the work. */
export function teamOf({ stream, activity }: Counted): string | undefined {
  return activity?.team ?? (stream.startsWith(TEAM) ? stream.slice(TEAM.length) : undefined);
}

/** Where a household is said to live or no longer to live; nothing for other events. */
export function homesIn({ stream, rows }: Counted): readonly UnitId[] {
  if (!stream.startsWith(HOUSEHOLD)) return [];
  return rows.flatMap(({ column, place }) => (column === livingColumn ? [place] : []));
}

function byPlace(rows: readonly CountedRow[]): ReadonlyMap<UnitId, readonly CountedRow[]> {
  const places = new Map<UnitId, CountedRow[]>();
  for (const row of rows) {
    const known = places.get(row.place);
    if (known) known.push(row);
    else places.set(row.place, [row]);
  }
  return places;
}

function count(
  document: CounterDocument | undefined,
  place: UnitId,
  rows: readonly CountedRow[],
  recorded: LocalDate,
): CounterDocument {
  return { place, rows: added(document?.rows, rows, recorded) };
}

function added(text: string | undefined, rows: readonly CountedRow[], recorded: LocalDate): string {
  const table = SumTable.of(text ?? '');
  for (const { column, on, n } of rows) table.add(column, dayNumberOf(on), dayNumberOf(recorded), n);
  return table.text();
}

function post(
  document: PostingDocument | undefined,
  place: UnitId,
  rows: readonly CountedRow[],
  { stream, version, recorded }: Counted,
): PostingDocument {
  const texts = rows.map(({ column, on, n }) =>
    postingText(version, column, dayNumberOf(on), dayNumberOf(recorded), n),
  );
  const streams = document?.streams ?? {};
  return { place, streams: { ...streams, [stream]: (streams[stream] ?? '') + texts.join('') } };
}

function ofTeam(document: TeamDocument | undefined, team: string, counted: Counted): TeamDocument {
  const { recorded, rows, activity } = counted;
  const known = document ?? { team, units: {}, activity: '' };
  if (activity) {
    const row = { place: '' as UnitId, column: ACTIVITY, on: activity.on, n: activity.n };
    return { ...known, activity: added(known.activity, [row], recorded) };
  }
  const units = { ...known.units };
  for (const [unit, ofUnit] of byPlace(rows)) units[unit] = added(units[unit], ofUnit, recorded);
  return { ...known, units };
}
