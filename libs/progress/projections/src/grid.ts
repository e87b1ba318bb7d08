import { COLUMNS } from '@tung-nha/progress-figures';
import type { UnitId } from '@tung-nha/kernel';

/** Sum of each column for each place: one array for all, places in the order in which they first came. */
export class Grid {
  private values: Int32Array;

  constructor(private readonly places: ReadonlyMap<UnitId, number>) {
    this.values = new Int32Array(places.size * COLUMNS);
  }

  get(place: UnitId): Int32Array | undefined {
    const at = this.places.get(place);
    return at === undefined ? undefined : this.at(at);
  }

  /** Of the place with this number; a view, not a copy. */
  at(number: number): Int32Array {
    const begin = number * COLUMNS;
    if (begin >= this.values.length) this.grow();
    return this.values.subarray(begin, begin + COLUMNS);
  }

  /** Adds a column of a place. */
  add(number: number, column: number, n: number): void {
    const at = number * COLUMNS + column;
    if (at >= this.values.length) this.grow();
    this.values[at]! += n;
  }

  /** Adds all columns of a place to `sum`. */
  addTo(sum: Int32Array, place: UnitId): void {
    const number = this.places.get(place);
    if (number === undefined) return;
    const begin = number * COLUMNS;
    if (begin >= this.values.length) return;
    const { values } = this;
    for (let column = 0; column < COLUMNS; column += 1) sum[column]! += values[begin + column]!;
  }

  *[Symbol.iterator](): Generator<[UnitId, Int32Array]> {
    for (const [place, number] of this.places) yield [place, this.at(number)];
  }

  private grow(): void {
    const values = new Int32Array(this.places.size * COLUMNS);
    values.set(this.values);
    this.values = values;
  }
}
