import type { FieldActivityEvent } from '@tung-nha/field-activity-events';
import { columnFedBy, columnOfOrganisation } from '@tung-nha/progress-figures';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { TeamEvent } from '@tung-nha/team-organisation-events';

/** So many more (or fewer) from a day on, in one leaf or own unit. */
export interface CountedRow {
  readonly place: UnitId;
  /** The figure's, or that of a part of a breakdown. */
  readonly column: number;
  readonly on: LocalDate;
  readonly n: number;
}

interface Interval {
  readonly place: UnitId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly n: number;
}

const nothing: readonly CountedRow[] = [];

/** What an event adds and takes off: restatements only, all else is passed over (ARCHITECTURE §5). */
export function rowsOf(event: FieldActivityEvent | TeamEvent): readonly CountedRow[] {
  switch (event.type) {
    case 'field-activity.household-standing-restated':
    case 'field-activity.citizen-standing-restated': {
      const { standing, was, is } = event.data;
      const column = columnFedBy({ type: event.type, standing });
      if (column === undefined) return nothing;
      const rows: CountedRow[] = [];
      for (const { village, from, to } of was) addInterval(rows, column, { place: village, from, to, n: -1 });
      for (const { village, from, to } of is) addInterval(rows, column, { place: village, from, to, n: 1 });
      return withoutZeros(rows);
    }
    case 'field-activity.household-record-restated': {
      const { kind, on, was, is } = event.data;
      const column = columnFedBy({ type: event.type, recordKind: kind });
      if (column === undefined) return nothing;
      const rows: CountedRow[] = [];
      if (was !== null) addRow(rows, { place: was, column, on, n: -1 });
      if (is !== null) addRow(rows, { place: is, column, on, n: 1 });
      return withoutZeros(rows);
    }
    case 'field-activity.households-declared-restated': {
      const { was, is } = event.data;
      const column = columnFedBy({ type: event.type })!;
      const rows: CountedRow[] = [];
      if (was) addInterval(rows, column, { ...was, place: was.unit, n: -was.households });
      if (is) addInterval(rows, column, { ...is, place: is.unit, n: is.households });
      return withoutZeros(rows);
    }
    case 'team-organisation.team-standing-restated': {
      const { standing, was, is } = event.data;
      const column = columnFedBy({ type: event.type, standing });
      return column === undefined ? nothing : ofUnits([column], was, is);
    }
    case 'team-organisation.membership-restated': {
      const { organisation, was, is } = event.data;
      const part = columnOfOrganisation(organisation);
      return ofUnits([columnFedBy({ type: event.type })!, ...(part === undefined ? [] : [part])], was, is);
    }
    case 'team-organisation.team-established':
    case 'team-organisation.team-consolidated':
    case 'team-organisation.team-dissolved':
    case 'team-organisation.member-appointed':
    case 'team-organisation.member-role-changed':
    case 'team-organisation.member-released':
    case 'field-activity.household-registered':
    case 'field-activity.household-moved':
    case 'field-activity.household-split-off':
    case 'field-activity.household-merged-in':
    case 'field-activity.merged-household-visits-restated':
    case 'field-activity.household-closed':
    case 'field-activity.household-reopened':
    case 'field-activity.household-visited':
    case 'field-activity.household-acted-for':
    case 'field-activity.citizen-joined':
    case 'field-activity.citizen-left':
    case 'field-activity.citizen-records-followed':
    case 'field-activity.citizen-guided':
    case 'field-activity.proficiency-confirmed':
    case 'field-activity.account-stated':
    case 'field-activity.care-need-stated':
    case 'field-activity.member-assigned':
    case 'field-activity.assignment-ended':
    case 'field-activity.record-withdrawn':
    case 'field-activity.households-declared':
      return nothing;
  }
}

/** A team's work: one more (or fewer) activity of that day that stands (T9). */
export interface ActivityRow {
  readonly team: string;
  readonly on: LocalDate;
  readonly n: number;
}

/** A record that counts nowhere, withdrawn or of a household that was nowhere that day, is no activity. */
export function activityOf(event: FieldActivityEvent | TeamEvent): ActivityRow | undefined {
  if (event.type !== 'field-activity.household-record-restated') return undefined;
  const { team, on, was, is } = event.data;
  const n = Number(is !== null) - Number(was !== null);
  return n === 0 ? undefined : { team, on, n };
}

interface UnitInterval {
  readonly unit: UnitId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

function ofUnits(columns: readonly number[], was: readonly UnitInterval[], is: readonly UnitInterval[]) {
  const rows: CountedRow[] = [];
  for (const column of columns) {
    for (const { unit, from, to } of was) addInterval(rows, column, { place: unit, from, to, n: -1 });
    for (const { unit, from, to } of is) addInterval(rows, column, { place: unit, from, to, n: 1 });
  }
  return withoutZeros(rows);
}

/** A stock is a running sum of its edges: `n` more from `from` on, as many less from `to` on. */
function addInterval(rows: CountedRow[], column: number, { place, from, to, n }: Interval): void {
  addRow(rows, { place, column, on: from, n });
  if (to !== null) addRow(rows, { place, column, on: to, n: -n });
}

/** Edges that `was` and `is` share cancel out. A handful at most: looked for one by one. */
function addRow(rows: CountedRow[], row: CountedRow): void {
  const at = rows.findIndex(({ place, column, on }) => place === row.place && column === row.column && on === row.on);
  if (at < 0) rows.push(row);
  else rows[at] = { ...row, n: row.n + rows[at]!.n };
}

const withoutZeros = (rows: readonly CountedRow[]) =>
  rows.some(({ n }) => n === 0) ? rows.filter(({ n }) => n !== 0) : rows;
