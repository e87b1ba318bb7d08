import { catalogue, type FigureId } from '@tung-nha/progress-figures';
import { dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { CounterDocument } from './documents.js';

/** What happened by `on` (flows: from `from`) and was recorded by `known` (P1). */
export interface AskedDays {
  readonly from: LocalDate;
  readonly on: LocalDate;
  readonly known: LocalDate;
}

const figureIndex = new Map(catalogue.map(({ id }, index) => [id as string, index]));
const isFlow = catalogue.map(({ kind }) => kind === 'flow');

/** One document as columns: any question about it is one pass over numbers. */
interface Segment {
  readonly figure: Uint8Array;
  readonly happened: Uint16Array;
  readonly recorded: Uint16Array;
  readonly n: Int32Array;
  readonly first: number;
  readonly last: number;
  readonly lastRecorded: number;
  /** Sum of each figure over the whole segment. */
  readonly sums: Int32Array;
}

/** The counters of a read model in memory, so that a view asks no database (ENGINE: 3 to 6 million rows in 17 ms). */
export class Columns {
  private readonly segments = new Map<UnitId, Map<string, Segment>>();
  private readonly answers = new Map<string, ReadonlyMap<UnitId, Int32Array>>();

  /** Every leaf and own unit that has anything. */
  readonly places: ReadonlySet<UnitId> = new Set();

  /** Takes the document's present state in place of its former one. */
  put(id: string, { place, sums }: CounterDocument): void {
    const ofPlace = this.segments.get(place) ?? new Map<string, Segment>();
    ofPlace.set(id, segmentOf(sums));
    this.segments.set(place, ofPlace);
    (this.places as Set<UnitId>).add(place);
    this.answers.clear();
  }

  /** Sum of each figure, in the catalogue's order, for each place. */
  totals(asked: AskedDays): ReadonlyMap<UnitId, Int32Array> {
    const key = `${asked.from} ${asked.on} ${asked.known}`;
    const known = this.answers.get(key);
    if (known) return known;
    const days = { from: dayNumber(asked.from), on: dayNumber(asked.on), known: dayNumber(asked.known) };
    const totals = new Map<UnitId, Int32Array>();
    for (const [place, segments] of this.segments) {
      const sum = new Int32Array(catalogue.length);
      for (const segment of segments.values()) addSegment(sum, segment, days);
      totals.set(place, sum);
    }
    if (this.answers.size >= ANSWERS_KEPT) this.answers.delete(this.answers.keys().next().value!);
    this.answers.set(key, totals);
    return totals;
  }

  /** What was added to a figure in these places, and what was taken back (P4). */
  gains(
    asked: AskedDays,
    id: FigureId,
    places: readonly UnitId[],
  ): { readonly added: number; readonly takenBack: number } {
    const index = figureIndex.get(id)!;
    const [from, on, known] = [dayNumber(asked.from), dayNumber(asked.on), dayNumber(asked.known)];
    let added = 0;
    let takenBack = 0;
    for (const place of places)
      for (const { figure, happened, recorded, n } of this.segments.get(place)?.values() ?? [])
        for (let row = 0; row < n.length; row += 1) {
          if (figure[row] !== index || happened[row]! > on || recorded[row]! > known) continue;
          if (isFlow[index] && happened[row]! < from) continue;
          if (n[row]! > 0) added += n[row]!;
          else takenBack -= n[row]!;
        }
    return { added, takenBack };
  }
}

/** So many pairs of days are kept until the next event comes. */
const ANSWERS_KEPT = 64;

function addSegment(
  sum: Int32Array,
  segment: Segment,
  { from, on, known }: Record<'from' | 'on' | 'known', number>,
): void {
  const { figure, happened, recorded, n, first, last, lastRecorded, sums } = segment;
  if (last <= on && lastRecorded <= known && first >= from) {
    for (let index = 0; index < sums.length; index += 1) sum[index]! += sums[index]!;
    return;
  }
  if (first > on) return;
  for (let index = 0; index < n.length; index += 1) {
    const of = figure[index]!;
    if (happened[index]! <= on && recorded[index]! <= known && (!isFlow[of] || happened[index]! >= from))
      sum[of]! += n[index]!;
  }
}

function segmentOf(document: CounterDocument['sums']): Segment {
  const rows = Object.entries(document).flatMap(([id, sums]) => {
    const index = figureIndex.get(id);
    return index === undefined
      ? []
      : Object.entries(sums).map(([days, n]) => [index, ...days.split(' ').map(Number), n]);
  });
  const column = (at: number) => rows.map((row) => row[at]!);
  const sums = new Int32Array(catalogue.length);
  for (const [figure, , , n] of rows) sums[figure!]! += n!;
  const happened = Uint16Array.from(column(1));
  return {
    figure: Uint8Array.from(column(0)),
    happened,
    recorded: Uint16Array.from(column(2)),
    n: Int32Array.from(column(3)),
    first: happened.reduce((least, day) => Math.min(least, day), Infinity),
    last: happened.reduce((most, day) => Math.max(most, day), 0),
    lastRecorded: column(2).reduce((most, day) => Math.max(most, day), 0),
    sums,
  };
}

export type Totals = Readonly<Record<FigureId, number>>;

/** Sums as an object by figure. */
export function named(sum: Int32Array): Totals {
  return Object.fromEntries(catalogue.map(({ id }, index) => [id, sum[index]!])) as Totals;
}
