import { COLUMNS } from '@tung-nha/progress-figures';
import type { UnitId } from '@tung-nha/kernel';
import type { PlaceNumbers } from './place-numbers.js';

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
  /** By the number of a place, the kept sums it is part of; of a question about the past mostly nobody ever asks. */
  private partOf: Map<number, Int32Array[]> | undefined;
  private placesSummed = 0;

  /**
   * `work` adds the sums of the place with this number to values that begin at `at`. The memory of a `former` grid is
   * taken over: some 400 kB beside V8's heap for each question would make it collect all of its heap each 80 questions.
   */
  constructor(
    private readonly places: PlaceNumbers,
    private readonly work: (number: number, values: Int32Array, at: number) => void,
    former?: Grid,
  ) {
    if (former) this.takeOver(former);
  }

  /** A view, not a copy. */
  get(place: UnitId): Int32Array | undefined {
    const number = this.places.get(place);
    if (number === undefined) return undefined;
    const at = this.beginOf(number);
    return this.values.subarray(at, at + COLUMNS);
  }

  /** One more, or less, in a column of a place; what was not asked for yet is worked out with it later. */
  add(number: number, column: number, n: number): void {
    if (this.worked[number] !== 1) return;
    this.values[number * COLUMNS + column]! += n;
    this.partOf ??= this.holders();
    for (const sum of this.partOf.get(number) ?? []) sum[column]! += n;
  }

  /** All columns of some places. A list is known again by itself, not by what is in it; the sum is not the caller's. */
  sumOf(places: readonly UnitId[]): Int32Array {
    // A place without rows has no number yet, so nothing could be added for it to a sum that is kept.
    if (this.placesSummed !== this.places.all.size || this.sums.size >= SUMS_KEPT) this.forgetSums();
    const kept = this.sums.get(places);
    if (kept) return kept;
    const sum = new Int32Array(COLUMNS);
    const numbers = this.places.listed(places);
    for (const number of numbers) {
      const at = this.beginOf(number);
      const { values } = this;
      for (let column = 0; column < COLUMNS; column += 1) sum[column]! += values[at + column]!;
    }
    if (places.length >= SHORTEST_KEPT) {
      this.sums.set(places, sum);
      if (this.partOf) hold(this.partOf, numbers, sum);
    }
    return sum;
  }

  *[Symbol.iterator](): Generator<[UnitId, Int32Array]> {
    for (const place of this.places.all.keys()) yield [place, this.get(place)!];
  }

  /** Where the place's values begin, once they are worked out. */
  private beginOf(number: number): number {
    if (number >= this.worked.length) this.grow();
    const at = number * COLUMNS;
    if (this.worked[number] === 0) {
      this.worked[number] = 1;
      this.work(number, this.values, at);
    }
    return at;
  }

  private holders(): Map<number, Int32Array[]> {
    const partOf = new Map<number, Int32Array[]>();
    for (const [places, sum] of this.sums) hold(partOf, this.places.listed(places), sum);
    return partOf;
  }

  private forgetSums(): void {
    this.sums.clear();
    this.partOf = undefined;
    this.placesSummed = this.places.all.size;
  }

  /** The former one works out anew what it is still asked for. */
  private takeOver(former: Grid): void {
    this.values = former.values.fill(0);
    this.worked = former.worked.fill(0);
    former.values = new Int32Array(0);
    former.worked = new Uint8Array(0);
    former.forgetSums();
  }

  private grow(): void {
    const values = new Int32Array(this.places.all.size * COLUMNS);
    const worked = new Uint8Array(this.places.all.size);
    values.set(this.values);
    worked.set(this.worked);
    this.values = values;
    this.worked = worked;
  }
}

/** As often as a place is in the list. */
function hold(partOf: Map<number, Int32Array[]>, numbers: Int32Array, sum: Int32Array): void {
  for (const number of numbers) {
    const holding = partOf.get(number);
    if (holding) holding.push(sum);
    else partOf.set(number, [sum]);
  }
}
