import { COLUMNS, isFlowColumn } from '@tung-nha/progress-figures';
import type { Sum } from './packed-rows.js';

/** Days from 1970-01-01. */
export interface DayNumbers {
  readonly from: number;
  readonly on: number;
  readonly known: number;
}

/** So many rows in order of days have sums of all rows before them: a question looks through two such blocks. */
const BLOCK = 64;
/** What is recorded within so many days after it happened is prompt: most of what there is. */
const PROMPT_DAYS = 31;
/** So many rows may come after the last ordering before all are ordered again. */
const LONGEST_TAIL = BLOCK;

const isFlow = Uint8Array.from(isFlowColumn, Number);
const columnsOf = (flow: boolean) =>
  Uint8Array.from(isFlowColumn.flatMap((is, column) => (is === flow ? [column] : [])));
const flowColumns = columnsOf(true);
const stockColumns = columnsOf(false);

/**
 * All rows of one leaf or own unit as columns, 9 bytes each. In order of days stand those recorded promptly, behind them
 * the few that were recorded late or ahead, then what came since: a day of the past costs some hundred rows, not all.
 */
export class PlaceRows {
  column = new Uint8Array(0);
  happened = new Uint16Array(0);
  recorded = new Uint16Array(0);
  n = new Int32Array(0);
  length = 0;
  /** Rows before this one are prompt, and in order of the day they happened. */
  private prompt = 0;
  /** Rows before this one were there when they were last put in order. */
  private ordered = 0;
  /** By block of prompt rows, the sum of each column over all rows before it. */
  private before = new Int32Array(0);
  /** Ids of the documents that rows came from. */
  readonly documents = new Set<string>();

  /** The first state of a document. */
  load(id: string, sums: readonly Sum[]): void {
    this.documents.add(id);
    this.append(sums);
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

  /** Puts the rows in order where too many came since; else a question does so when it comes. */
  order(): void {
    if (this.length - this.ordered > Math.max(LONGEST_TAIL, this.ordered / 4)) this.putInOrder();
  }

  /** Adds what happened and was recorded by the days to `sum`, whose first column is at `at`. */
  addTo(sum: Int32Array, at: number, days: DayNumbers): void {
    this.order();
    const { from, on, known } = days;
    // What is prompt is recorded when it happens or later.
    const end = this.firstAfter(Math.min(on, known));
    this.addAllBefore(end, stockColumns, 0, sum, at, 1);
    this.addAllBefore(end, flowColumns, 1, sum, at, 1);
    if (from > 0) this.addAllBefore(Math.min(end, this.firstAfter(from - 1)), flowColumns, 1, sum, at, -1);
    // Prompt rows that happened so long before are all known.
    for (let row = this.firstAfter(known - PROMPT_DAYS - 1); row < end; row += 1) {
      const of = this.column[row]!;
      if (this.recorded[row]! > known && (this.happened[row]! >= from || isFlow[of] === 0))
        sum[at + of]! -= this.n[row]!;
    }
    this.addRows(sum, at, this.prompt, this.length, days);
  }

  /** Adds `times` each of these columns (`flow`: what they are) over all prompt rows before `end`. */
  private addAllBefore(
    end: number,
    columns: Uint8Array,
    flow: 0 | 1,
    sum: Int32Array,
    at: number,
    times: 1 | -1,
  ): void {
    const { column, n, before } = this;
    const block = Math.floor(end / BLOCK);
    if (block > 0) for (const of of columns) sum[at + of]! += times * before[block * COLUMNS + of]!;
    for (let row = block * BLOCK; row < end; row += 1) {
      const of = column[row]!;
      if (isFlow[of] === flow) sum[at + of]! += times * n[row]!;
    }
  }

  private addRows(sum: Int32Array, at: number, begin: number, end: number, { from, on, known }: DayNumbers): void {
    const { column, happened, recorded, n } = this;
    for (let row = begin; row < end; row += 1) {
      const of = column[row]!;
      const day = happened[row]!;
      if (day <= on && recorded[row]! <= known && (day >= from || isFlow[of] === 0)) sum[at + of]! += n[row]!;
    }
  }

  /** The first prompt row that happened after the day. */
  private firstAfter(day: number): number {
    let [low, high] = [0, this.prompt];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.happened[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private putInOrder(): void {
    const { column, happened, recorded, n, length } = this;
    // Prompt ones first, by day, else as they came: all three in one number, which typed arrays sort fast.
    const keys = new Float64Array(length);
    let prompt = 0;
    for (let row = 0; row < length; row += 1) {
      const late = recorded[row]! - happened[row]!;
      const isPrompt = late >= 0 && late <= PROMPT_DAYS;
      if (isPrompt) prompt += 1;
      keys[row] = ((isPrompt ? 0 : DAYS) + happened[row]!) * ROWS + row;
    }
    keys.sort();
    const inOrder = <Rows extends Uint8Array | Uint16Array | Int32Array>(rows: Rows, copy: Rows): Rows => {
      for (let at = 0; at < length; at += 1) copy[at] = rows[keys[at]! % ROWS]!;
      return copy;
    };
    this.column = inOrder(column, new Uint8Array(length));
    this.happened = inOrder(happened, new Uint16Array(length));
    this.recorded = inOrder(recorded, new Uint16Array(length));
    this.n = inOrder(n, new Int32Array(length));
    this.prompt = prompt;
    this.ordered = length;
    this.sumBlocks();
  }

  private sumBlocks(): void {
    const blocks = Math.floor(this.prompt / BLOCK);
    this.before = new Int32Array((blocks + 1) * COLUMNS);
    for (let block = 1; block <= blocks; block += 1) {
      const begin = block * COLUMNS;
      this.before.copyWithin(begin, begin - COLUMNS, begin);
      for (let row = (block - 1) * BLOCK; row < block * BLOCK; row += 1)
        this.before[begin + this.column[row]!]! += this.n[row]!;
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

/** Days are kept in 16 bits; a place has fewer rows than this. */
const DAYS = 65_536;
const ROWS = 2 ** 32;
