import type { FigureId } from '@tung-nha/progress-figures';
import { dayNumber, type Envelope, type LocalDate, recordedOn, type UnitId } from '@tung-nha/kernel';
import type { CountedRow } from './counted-rows.js';

/** How many: figure → `<day it happened> <day it was recorded>` → sum, days from 1970-01-01 (ARCHITECTURE §5). */
export const COUNTERS = 'counters';
export interface CounterDocument extends Readonly<Record<string, unknown>> {
  readonly place: UnitId;
  readonly sums: Partial<Record<FigureId, Record<string, number>>>;
}

/** Why: figure → event, as `<stream>@<version>` → day it happened, ±, again and again; the month tells the rest. */
export const POSTINGS = 'postings';
export interface PostingDocument extends Readonly<Record<string, unknown>> {
  readonly place: UnitId;
  readonly events: Partial<Record<FigureId, Record<string, Posting>>>;
}
export interface Posting {
  readonly recorded: number;
  /** Day it happened and ±, in pairs. */
  readonly days: readonly number[];
}

/** Both are kept by place; the month of recording bounds what one event rewrites. */
export const progressIndexes = { [COUNTERS]: ['place'], [POSTINGS]: ['place'], parked: [] } as const;

export interface ProgressMutation {
  readonly position: number;
  readonly collection: string;
  readonly id: string;
  /** Takes over the document it is given. */
  fold(document: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>>;
}

/**
 * At most one mutation for each document and event. Sums and sets only: the order across streams and contexts leaves no
 * trace, and no position does, so both shapes build the same documents (ARCHITECTURE §2).
 */
export function mutationsOf(position: number, envelope: Envelope, rows: readonly CountedRow[]): ProgressMutation[] {
  const recorded = recordedOn(envelope);
  const byPlace = new Map<UnitId, CountedRow[]>();
  for (const row of rows) {
    const known = byPlace.get(row.place);
    if (known) known.push(row);
    else byPlace.set(row.place, [row]);
  }
  return [...byPlace].flatMap(([place, ofPlace]) => {
    const at = { position, id: `${place} ${recorded.slice(0, 7)}` };
    return [
      {
        ...at,
        collection: COUNTERS,
        fold: (document) => count((document ?? { place, sums: {} }) as CounterDocument, ofPlace, recorded),
      },
      {
        ...at,
        collection: POSTINGS,
        fold: (document) => post((document ?? { place, events: {} }) as PostingDocument, ofPlace, envelope),
      },
    ] satisfies ProgressMutation[];
  });
}

function count(document: CounterDocument, rows: readonly CountedRow[], recorded: LocalDate): CounterDocument {
  for (const { figure, on, n } of rows) {
    const sums = (document.sums[figure] ??= {});
    const key = `${dayNumber(on)} ${dayNumber(recorded)}`;
    sums[key] = (sums[key] ?? 0) + n;
    // What cancelled out leaves no trace, whatever came first.
    if (sums[key] === 0) delete sums[key];
  }
  return document;
}

function post(document: PostingDocument, rows: readonly CountedRow[], envelope: Envelope): PostingDocument {
  const key = `${envelope.subject}@${envelope.streamversion}`;
  for (const { figure, on, n } of rows) {
    const events = (document.events[figure] ??= {});
    const known = events[key] ?? { recorded: dayNumber(recordedOn(envelope)), days: [] };
    events[key] = { ...known, days: [...known.days, dayNumber(on), n] };
  }
  return document;
}
