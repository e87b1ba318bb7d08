import type { UnitId } from '@tung-nha/kernel';

interface Listed {
  /** How many places had a number by then: more may have one now. */
  readonly of: number;
  readonly numbers: Int32Array;
}

/** Places by number, in the order in which they first came. */
export class PlaceNumbers {
  readonly all = new Map<UnitId, number>();
  private readonly lists = new WeakMap<readonly UnitId[], Listed>();

  get(place: UnitId): number | undefined {
    return this.all.get(place);
  }

  /** Gives a new place the next number. */
  add(place: UnitId): number {
    const known = this.all.get(place);
    if (known !== undefined) return known;
    this.all.set(place, this.all.size);
    return this.all.size - 1;
  }

  /** Of those that have one; a list is known again by itself, not by what is in it. */
  listed(places: readonly UnitId[]): Int32Array {
    const known = this.lists.get(places);
    if (known?.of === this.all.size) return known.numbers;
    const numbers = Int32Array.from(
      places.flatMap((place) => {
        const number = this.all.get(place);
        return number === undefined ? [] : [number];
      }),
    );
    this.lists.set(places, { of: this.all.size, numbers });
    return numbers;
  }
}
