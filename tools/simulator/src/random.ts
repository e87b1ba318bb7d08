import { createHash } from 'node:crypto';

/** Seeded chance: the same parts give the same numbers on every machine (sfc32, seeded by SHA-256). */
export class Chance {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(...parts: readonly (string | number)[]) {
    const seed = createHash('sha256').update(JSON.stringify(parts)).digest();
    [this.a, this.b, this.c, this.d] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [
      number,
      number,
      number,
      number,
    ];
  }

  /** From 0 up to 1, 1 excluded. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number below `most`. */
  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}
