interface Pending {
  readonly offset: number;
  readonly position: number;
}

/** Where reading begins again: everything before `offset` has a position of at most `position`. */
export interface Resume {
  readonly offset: number;
  readonly position: number;
}

/** How far one partition is read, and how far its effects are done: only that may be committed. */
export class PartitionProgress {
  /** The last position read here; where the partition stands in the lane's order. */
  last: number;
  private next: number;
  private done: Resume;
  private pending: Pending[] = [];

  constructor(begin: Resume) {
    this.next = begin.offset;
    this.done = begin;
    this.last = begin.position;
  }

  /** @param position undefined for a message that is to be set aside: nothing passes it until `settle` */
  read(offset: number, position: number | undefined): void {
    // Kafka may begin again further back: what it gives then is read once more.
    if (offset < this.next) {
      this.pending = this.pending.filter((one) => one.offset < offset);
      if (this.done.offset > offset) this.done = { ...this.done, offset };
    }
    this.next = offset + 1;
    if (position !== undefined) this.last = position;
    this.pending.push({ offset, position: position ?? Infinity });
  }

  /** Everything up to this position has had its effect. */
  effected(position: number): void {
    let count = 0;
    let highest = this.done.position;
    while (count < this.pending.length && this.pending[count]!.position <= position) {
      highest = Math.max(highest, this.pending[count]!.position);
      count += 1;
    }
    if (count > 0) this.pending.splice(0, count);
    this.done = { offset: this.pending[0]?.offset ?? this.next, position: highest };
  }

  /** These have been set aside. @param lane where the lane stands */
  settle(offsets: ReadonlySet<number>, lane: number): void {
    this.pending = this.pending.map((one) => (offsets.has(one.offset) ? { ...one, position: 0 } : one));
    this.effected(lane);
  }

  get nextOffset(): number {
    return this.next;
  }

  get committable(): Resume {
    return this.done;
  }
}

/** What is said with a committed offset: its position, and forged events that the consumer has counted. */
export const committedAs = ({ position }: Resume, countedForgeries: readonly string[]): string =>
  [position, ...countedForgeries].join(' ');

/** `position` is NaN where nothing was said. */
export function readCommitted(metadata: string | null): { position: number; countedForgeries: readonly string[] } {
  const [position, ...countedForgeries] = (metadata ?? '').split(' ');
  return { position: position ? Number(position) : NaN, countedForgeries };
}
