// Rows of documents as base64 of fixed bytes: every row is the same number of whole characters, so rows can be
// appended as text. A tenth of the size of JSON numbers, and read a hundred times faster.

/** Sum of a column by the day it happened and the day it was recorded, both as days from 1970-01-01. */
export interface Sum {
  readonly column: number;
  readonly happened: number;
  readonly recorded: number;
  readonly n: number;
}

const SUM_BYTES = 9;
const DAYS = 65_536;

/** One sum for each key, what cancelled out left away. */
export class SumTable {
  private readonly sums = new Map<number, number>();

  static of(text: string): SumTable {
    const table = new SumTable();
    const bytes = Buffer.from(text, 'base64');
    for (let at = 0; at < bytes.length; at += SUM_BYTES)
      table.sums.set(bytes.readUIntBE(at, 5), bytes.readInt32BE(at + 5));
    return table;
  }

  add(column: number, happened: number, recorded: number, n: number): this {
    const key = (column * DAYS + happened) * DAYS + recorded;
    const sum = (this.sums.get(key) ?? 0) + n;
    if (sum === 0) this.sums.delete(key);
    else this.sums.set(key, sum);
    return this;
  }

  /** By column, day it happened, day it was recorded: the same sums give the same text, whatever came first. */
  text(): string {
    const keys = Float64Array.from(this.sums.keys()).sort();
    const bytes = Buffer.allocUnsafe(keys.length * SUM_BYTES);
    keys.forEach((key, index) => {
      bytes.writeUIntBE(key, index * SUM_BYTES, 5);
      bytes.writeInt32BE(this.sums.get(key)!, index * SUM_BYTES + 5);
    });
    return bytes.toString('base64');
  }
}

export function sumsIn(text: string): Sum[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / SUM_BYTES }, (_, index) => {
    const at = index * SUM_BYTES;
    return {
      column: bytes[at]!,
      happened: bytes.readUInt16BE(at + 1),
      recorded: bytes.readUInt16BE(at + 3),
      n: bytes.readInt32BE(at + 5),
    };
  });
}

/** What one event of a stream added, or took back. */
export interface Posting extends Sum {
  readonly version: number;
}

const POSTING_BYTES = 12;
const scratch = Buffer.allocUnsafe(POSTING_BYTES);

/** 16 characters, to be appended to those of earlier versions. */
export function postingText(version: number, column: number, happened: number, recorded: number, n: number): string {
  scratch.writeUInt32BE(version, 0);
  scratch.writeUInt16BE(happened, 4);
  scratch.writeUInt16BE(recorded, 6);
  scratch.writeUInt8(column, 8);
  scratch.writeIntBE(n, 9, 3);
  return scratch.toString('base64');
}

export function postingsIn(text: string): Posting[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / POSTING_BYTES }, (_, index) => {
    const at = index * POSTING_BYTES;
    return {
      version: bytes.readUInt32BE(at),
      happened: bytes.readUInt16BE(at + 4),
      recorded: bytes.readUInt16BE(at + 6),
      column: bytes[at + 8]!,
      n: bytes.readIntBE(at + 9, 3),
    };
  });
}
