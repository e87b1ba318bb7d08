const CHUNK = 1 << 16;

/** One chunk of rows, 21 bytes each. */
class Chunk {
  readonly group = new Uint32Array(CHUNK);
  readonly part = new Uint32Array(CHUNK);
  readonly version = new Uint32Array(CHUNK);
  readonly n = new Int32Array(CHUNK);
  readonly happened = new Uint16Array(CHUNK);
  readonly recorded = new Uint16Array(CHUNK);
  readonly column = new Uint8Array(CHUNK);
}

export interface LoggedRow {
  /** Which document's, without its month. */
  group: number;
  /** Which stream or unit within it. */
  part: number;
  version: number;
  column: number;
  happened: number;
  recorded: number;
  n: number;
}

/** Millions of rows as they come, 21 bytes each, grouped at the end (ENGINE: fold in memory, write once). */
export class RowLog {
  private readonly chunks: Chunk[] = [];
  length = 0;
  private firstDay = Infinity;
  private lastDay = -Infinity;

  /** One row's numbers one by one: an object for each of millions would cost more than the rest. */
  add(
    group: number,
    part: number,
    version: number,
    column: number,
    happened: number,
    recorded: number,
    n: number,
  ): void {
    const at = this.length % CHUNK;
    if (at === 0) this.chunks.push(new Chunk());
    const chunk = this.chunks[this.chunks.length - 1]!;
    chunk.group[at] = group;
    chunk.part[at] = part;
    chunk.version[at] = version;
    chunk.column[at] = column;
    chunk.happened[at] = happened;
    chunk.recorded[at] = recorded;
    chunk.n[at] = n;
    this.length += 1;
    if (recorded < this.firstDay) this.firstDay = recorded;
    if (recorded > this.lastDay) this.lastDay = recorded;
  }

  /**
   * Groups by `ranks[group]` and month, in that order; rows of one keep the order in which they came. Yields undefined
   * where one may pause: the sort touches every row twice.
   */
  *grouped(ranks: Uint32Array): Generator<RowGroup | undefined> {
    if (this.length === 0) return;
    const firstMonth = monthNumber(this.firstDay);
    const months = monthNumber(this.lastDay) - firstMonth + 1;
    const monthOf = Uint16Array.from(
      { length: this.lastDay - this.firstDay + 1 },
      (_, day) => monthNumber(this.firstDay + day) - firstMonth,
    );
    const ends = new Uint32Array(ranks.length * months + 1);
    const keyOf = (chunk: Chunk, at: number) =>
      ranks[chunk.group[at]!]! * months + monthOf[chunk.recorded[at]! - this.firstDay]!;
    for (const [index, chunk] of this.chunks.entries()) {
      const size = this.sizeOf(index);
      for (let at = 0; at < size; at += 1) ends[keyOf(chunk, at) + 1]! += 1;
      yield undefined;
    }
    for (let key = 1; key < ends.length; key += 1) ends[key]! += ends[key - 1]!;
    const next = ends.slice();
    const order = new Uint32Array(this.length);
    for (const [index, chunk] of this.chunks.entries()) {
      const size = this.sizeOf(index);
      for (let at = 0; at < size; at += 1) order[next[keyOf(chunk, at)]!++] = index * CHUNK + at;
      yield undefined;
    }
    for (let key = 0; key + 1 < ends.length; key += 1) {
      const [begin, end] = [ends[key]!, ends[key + 1]!];
      if (begin === end) continue;
      yield { month: monthText(firstMonth + (key % months)), rows: () => this.rows(order, begin, end) };
    }
  }

  /** The same object for every row: to be read at once, not kept. */
  private *rows(order: Uint32Array, begin: number, end: number): Generator<Readonly<LoggedRow>> {
    const row: LoggedRow = { group: 0, part: 0, version: 0, column: 0, happened: 0, recorded: 0, n: 0 };
    for (let index = begin; index < end; index += 1) {
      const place = order[index]!;
      const chunk = this.chunks[Math.floor(place / CHUNK)]!;
      const at = place % CHUNK;
      row.group = chunk.group[at]!;
      row.part = chunk.part[at]!;
      row.version = chunk.version[at]!;
      row.column = chunk.column[at]!;
      row.happened = chunk.happened[at]!;
      row.recorded = chunk.recorded[at]!;
      row.n = chunk.n[at]!;
      yield row;
    }
  }

  private sizeOf = (index: number) => Math.min(CHUNK, this.length - index * CHUNK);
}

export interface RowGroup {
  /** `2024-05`, of recording. */
  readonly month: string;
  rows(): Iterable<Readonly<LoggedRow>>;
}

function monthNumber(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const monthText = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
