import type { Model } from 'mongoose';
import type { OrderedBatch } from './layout.js';

const BATCHES_AT_ONCE = 64;

/**
 * Which batch holds a position. Batches are asked for by number, one after another, and reading stops at the first that
 * is missing: whoever has read up to a position has read everything below it.
 */
export class OrderLog {
  /** Last position of batch k + 1. */
  private readonly lasts: number[] = [];
  private reading?: Promise<boolean>;

  constructor(private readonly order: Model<OrderedBatch>) {}

  /** Number of the last batch known. */
  get batch(): number {
    return this.lasts.length;
  }

  get head(): number {
    return this.lasts.at(-1) ?? 0;
  }

  /** Reads on to the last batch there is. True when there were more. */
  readOn(): Promise<boolean> {
    this.reading ??= this.readMore().finally(() => (this.reading = undefined as never));
    return this.reading;
  }

  /** A batch we have inserted ourselves. */
  add({ _id, last }: OrderedBatch): void {
    if (_id === this.lasts.length + 1) this.lasts.push(last);
  }

  /** The batches from the one that holds the position on, as many as are needed for `limit` events. */
  async from(position: number, limit: number): Promise<readonly OrderedBatch[]> {
    const first = this.holding(position);
    let until = first;
    while (until < this.lasts.length && this.lasts[until]! < position + limit - 1) until += 1;
    const numbers = numbersFrom(first + 1, Math.min(until + 1, this.lasts.length) - first);
    const found = await this.order.find({ _id: { $in: numbers } }).lean<OrderedBatch[]>();
    return found.sort((one, other) => one._id - other._id);
  }

  async get(batch: number): Promise<OrderedBatch | undefined> {
    return (await this.order.findOne({ _id: batch }).lean<OrderedBatch>()) ?? undefined;
  }

  private async readMore(): Promise<boolean> {
    const before = this.batch;
    for (;;) {
      const wanted = numbersFrom(this.batch + 1, BATCHES_AT_ONCE);
      const found = await this.order
        .find({ _id: { $in: wanted } }, { last: 1 })
        .lean<Pick<OrderedBatch, '_id' | 'last'>[]>();
      const lastOf = new Map(found.map(({ _id, last }) => [_id, last]));
      for (let next = lastOf.get(this.batch + 1); next !== undefined; next = lastOf.get(this.batch + 1))
        this.lasts.push(next);
      if (found.length < BATCHES_AT_ONCE) return this.batch > before;
    }
  }

  /** Index of the first batch that ends at the position or after it. */
  private holding(position: number): number {
    let low = 0;
    let high = this.lasts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lasts[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const numbersFrom = (first: number, count: number) => Array.from({ length: Math.max(0, count) }, (_, at) => first + at);
