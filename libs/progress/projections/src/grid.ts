import { COLUMNS } from '@tung-nha/progress-figures';
import type { UnitId } from '@tung-nha/kernel';

/** Shorter lists are as quickly added up again; so many of the longer ones are kept, some 300 bytes each. */
const SHORTEST_KEPT = 5;
const SUMS_KEPT = 2_000;

/**
 * Sum of each column for each place, places in the order in which they first came. A place is worked out when it is
 * first asked for and changed from then on with each event; so are the sums of lists of places.
 */
export class Grid {
  private values = new Int32Array(0);
  private worked = new Uint8Array(0);
  private readonly sums = new Map<readonly UnitId[], Int32Array>();
  /** By the number of a place, the kept sums it is part of. */
  private readonly partOf = new Map<number, Int32Array[]>();
  private placesSummed = 0;

  constructor(
    private readonly places: ReadonlyMap<UnitId, number>,
    private readonly work: (number: number, sum: Int32Array) => void,
  ) {}

  get(place: UnitId): Int32Array | undefined {
    const at = this.places.get(place);
    return at === undefined ? undefined : this.at(at);
  }

  /** Of the place with this number; a view, not a copy. */
  at(number: number): Int32Array {
    if (number >= this.worked.length) this.grow();
    const sum = this.values.subarray(number * COLUMNS, (number + 1) * COLUMNS);
    if (this.worked[number] === 0) {
      this.worked[number] = 1;
      this.work(number, sum);
    }
    return sum;
  }

  /** One more, or less, in a column of a place; what was not asked for yet is worked out with it later. */
  add(number: number, column: number, n: number): void {
    if (this.worked[number] !== 1) return;
    this.values[number * COLUMNS + column]! += n;
    for (const sum of this.partOf.get(number) ?? []) sum[column]! += n;
  }

  /** All columns of some places. A list is known again by itself, not by what is in it; the sum is not the caller's. */
  sumOf(places: readonly UnitId[]): Int32Array {
    // A place without rows has no number yet, so nothing could be added for it to a sum that is kept.
    if (this.placesSummed !== this.places.size || this.sums.size >= SUMS_KEPT) this.forgetSums();
    const kept = this.sums.get(places);
    if (kept) return kept;
    const sum = new Int32Array(COLUMNS);
    const keep = places.length >= SHORTEST_KEPT;
    for (const place of places) {
      const number = this.places.get(place);
      if (number === undefined) continue;
      const ofPlace = this.at(number);
      for (let column = 0; column < COLUMNS; column += 1) sum[column]! += ofPlace[column]!;
      if (!keep) continue;
      const holding = this.partOf.get(number);
      if (holding) holding.push(sum);
      else this.partOf.set(number, [sum]);
    }
    if (keep) this.sums.set(places, sum);
    return sum;
  }

  *[Symbol.iterator](): Generator<[UnitId, Int32Array]> {
    for (const [place, number] of this.places) yield [place, this.at(number)];
  }

  private forgetSums(): void {
    this.sums.clear();
    this.partOf.clear();
    this.placesSummed = this.places.size;
  }

  private grow(): void {
    const values = new Int32Array(this.places.size * COLUMNS);
    const worked = new Uint8Array(this.places.size);
    values.set(this.values);
    worked.set(this.worked);
    this.values = values;
    this.worked = worked;
  }
}
