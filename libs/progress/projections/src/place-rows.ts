import { COLUMNS, isFlowColumn } from '@tung-nha/progress-figures';
import type { Sum } from './packed-rows.js';

/** Days from 1970-01-01. */
export interface DayNumbers {
  readonly from: number;
  readonly on: number;
  readonly known: number;
}

/** Rows loaded together, whose sums answer for all of them where no day divides them. */
interface Run {
  readonly begin: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly firstRecorded: number;
  readonly lastRecorded: number;
  readonly sums: Int32Array;
}

/** A shorter run is quicker to look through than its sums. */
const SHORTEST_RUN = COLUMNS;

/** All rows of one leaf or own unit as columns, 9 bytes each. */
export class PlaceRows {
  column = new Uint8Array(0);
  happened = new Uint16Array(0);
  recorded = new Uint16Array(0);
  n = new Int32Array(0);
  length = 0;
  private readonly runs: Run[] = [];
  /** Ids of the documents that rows came from. */
  readonly documents = new Set<string>();

  /** The first state of a document. */
  load(id: string, sums: readonly Sum[]): void {
    const begin = this.length;
    this.documents.add(id);
    this.append(sums);
    if (sums.length <= SHORTEST_RUN) return;
    const run = { first: Infinity, last: 0, firstRecorded: Infinity, lastRecorded: 0, sums: new Int32Array(COLUMNS) };
    for (const { column, happened, recorded, n } of sums) {
      run.first = Math.min(run.first, happened);
      run.last = Math.max(run.last, happened);
      run.firstRecorded = Math.min(run.firstRecorded, recorded);
      run.lastRecorded = Math.max(run.lastRecorded, recorded);
      run.sums[column]! += n;
    }
    this.runs.push({ begin, end: this.length, ...run });
  }

  /** What the document's new state adds to what is known of its month, kept beside it and returned. */
  change(sums: readonly Sum[], firstRecorded: number, lastRecorded: number): readonly Sum[] {
    const differences = new Map<number, Sum>();
    const add = (sum: Sum) => {
      const key = (sum.column * 65_536 + sum.happened) * 65_536 + sum.recorded;
      differences.set(key, { ...sum, n: (differences.get(key)?.n ?? 0) + sum.n });
    };
    sums.forEach(add);
    for (let row = 0; row < this.length; row += 1) {
      const recorded = this.recorded[row]!;
      if (recorded < firstRecorded || recorded > lastRecorded) continue;
      add({ column: this.column[row]!, happened: this.happened[row]!, recorded, n: -this.n[row]! });
    }
    const changed = [...differences.values()].filter(({ n }) => n !== 0);
    this.append(changed);
    return changed;
  }

  /** Adds what happened and was recorded by the days to `sum`. */
  addTo(sum: Int32Array, days: DayNumbers): void {
    let row = 0;
    for (const run of this.runs) {
      this.addRows(sum, row, run.begin, days);
      if (!this.addRun(sum, run, days)) this.addRows(sum, run.begin, run.end, days);
      row = run.end;
    }
    this.addRows(sum, row, this.length, days);
  }

  /** False where a day divides the run. */
  private addRun(sum: Int32Array, run: Run, { from, on, known }: DayNumbers): boolean {
    if (run.first > on || run.firstRecorded > known) return true;
    if (run.last > on || run.lastRecorded > known) return false;
    if (run.first < from && run.last >= from) return false;
    const withFlows = run.first >= from;
    for (let column = 0; column < COLUMNS; column += 1)
      if (withFlows || !isFlowColumn[column]) sum[column]! += run.sums[column]!;
    return true;
  }

  private addRows(sum: Int32Array, begin: number, end: number, { from, on, known }: DayNumbers): void {
    const { column, happened, recorded, n } = this;
    for (let row = begin; row < end; row += 1) {
      const of = column[row]!;
      const day = happened[row]!;
      if (day <= on && recorded[row]! <= known && (day >= from || !isFlowColumn[of])) sum[of]! += n[row]!;
    }
  }

  private append(sums: readonly Sum[]): void {
    this.reserve(this.length + sums.length);
    for (const { column, happened, recorded, n } of sums) {
      this.column[this.length] = column;
      this.happened[this.length] = happened;
      this.recorded[this.length] = recorded;
      this.n[this.length] = n;
      this.length += 1;
    }
  }

  private reserve(length: number): void {
    if (length <= this.n.length) return;
    const room = Math.ceil(length * 1.4) + 32;
    const grown = <Rows extends Uint8Array | Uint16Array | Int32Array>(rows: Rows, larger: Rows): Rows => {
      larger.set(rows);
      return larger;
    };
    this.column = grown(this.column, new Uint8Array(room));
    this.happened = grown(this.happened, new Uint16Array(room));
    this.recorded = grown(this.recorded, new Uint16Array(room));
    this.n = grown(this.n, new Int32Array(room));
  }
}
