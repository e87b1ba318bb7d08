import type { FieldActivityEvent } from '@tung-nha/field-activity-events';
import { figureFedBy, type FigureId } from '@tung-nha/progress-figures';
import type { LocalDate, UnitId } from '@tung-nha/kernel';

/** So many more (or fewer) from a day on, in one leaf or own unit. */
export interface CountedRow {
  readonly place: UnitId;
  readonly figure: FigureId;
  readonly on: LocalDate;
  readonly n: number;
}

interface Interval {
  readonly village: UnitId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** What an event adds and takes off: restatements only, all else is passed over (ARCHITECTURE §5). */
export function rowsOf(event: FieldActivityEvent): readonly CountedRow[] {
  switch (event.type) {
    case 'field-activity.household-standing-restated': {
      const { standing, was, is } = event.data;
      const figure = figureFedBy({ type: event.type, standing })?.id;
      return figure
        ? added([...was.flatMap((one) => edges(figure, one, -1)), ...is.flatMap((one) => edges(figure, one, 1))])
        : [];
    }
    case 'field-activity.household-record-restated': {
      const { kind, on, was, is } = event.data;
      const figure = figureFedBy({ type: event.type, recordKind: kind })?.id;
      if (!figure) return [];
      const row = (place: UnitId | null, n: number) => (place === null ? [] : [{ place, figure, on, n }]);
      return added([...row(was, -1), ...row(is, 1)]);
    }
    case 'field-activity.citizen-standing-restated':
    case 'field-activity.households-declared-restated':
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
      return [];
  }
}

/** A stock is a running sum of its edges: `n` more from `from` on, as many less from `to` on. */
function edges(figure: FigureId, { village: place, from, to }: Interval, n: number): CountedRow[] {
  const begin = { place, figure, on: from, n };
  return to === null ? [begin] : [begin, { place, figure, on: to, n: -n }];
}

/** Edges that `was` and `is` share cancel out. */
function added(rows: readonly CountedRow[]): CountedRow[] {
  const sums = new Map<string, CountedRow>();
  for (const row of rows) {
    const key = `${row.place} ${row.on}`;
    sums.set(key, { ...row, n: row.n + (sums.get(key)?.n ?? 0) });
  }
  return [...sums.values()].filter(({ n }) => n !== 0);
}
