import type { Delivery } from '../event-bus.js';

/** Where in a topic a delivery lay; without one it came from the owner's feed. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

export interface Held {
  readonly delivery: Delivery;
  readonly place?: Place;
}

/** What is remembered of a delivery: without what was read of its bytes, which weighs most. */
export interface Claim {
  readonly delivery: Pick<Delivery, 'position' | 'bytes'>;
  readonly place?: Place;
}

/** Two deliveries that claim one position with different bytes: one of them is forged. */
export interface Conflict {
  readonly first: Claim;
  readonly second: Claim;
  /** The first had been handed over before the second came. */
  readonly handedOver: boolean;
}

const RECENT_EVENTS = 10_000;
const RECENT_CHARACTERS = 16_000_000;

/** Puts what comes from many partitions into one order without gaps, and remembers what it gave out of late. */
export class PositionMerge {
  /** Characters waiting. */
  waitingSize = 0;
  private readonly waiting = new Map<number, Held>();
  private readonly recent = new Map<number, Claim>();
  /** The first position that is remembered. */
  private oldest: number;
  private recentSize = 0;

  /** @param position everything up to here has been handed over */
  constructor(public position: number) {
    this.oldest = position + 1;
  }

  get count(): number {
    return this.waiting.size;
  }

  /** Undefined when it is new or a repeat. What lies further back than is remembered counts as a repeat. */
  offer(held: Held): Conflict | undefined {
    const { position, bytes } = held.delivery;
    const first = this.waiting.get(position) ?? this.recent.get(position);
    if (first)
      return first.delivery.bytes === bytes
        ? undefined
        : { first, second: held, handedOver: position <= this.position };
    if (position <= this.position) return undefined;
    this.waiting.set(position, held);
    this.waitingSize += bytes.length;
    return undefined;
  }

  /** The next ones in order, at most so many and up to `last`; they stay until `handedOver`. */
  next(limit: number, last = Infinity): Delivery[] {
    const deliveries: Delivery[] = [];
    for (let position = this.position + 1; position <= last && deliveries.length < limit; position += 1) {
      const held = this.waiting.get(position);
      if (!held) break;
      deliveries.push(held.delivery);
    }
    return deliveries;
  }

  handedOver(upTo: number): void {
    for (let position = this.position + 1; position <= upTo; position += 1) {
      const held = this.waiting.get(position)!;
      this.waiting.delete(position);
      this.waitingSize -= held.delivery.bytes.length;
      this.remember(held);
    }
    this.position = upTo;
  }

  /** Positions that wait; a picture of now. */
  positions(): readonly number[] {
    return [...this.waiting.keys()];
  }

  drop(position: number): Held | undefined {
    const held = this.waiting.get(position);
    if (held) this.waitingSize -= held.delivery.bytes.length;
    this.waiting.delete(position);
    return held;
  }

  /** By number: a walk from the front of a map steps over all that was ever deleted there. */
  private remember({ delivery: { position, bytes }, place }: Held): void {
    this.recent.set(position, { delivery: { position, bytes }, ...(place ? { place } : {}) });
    this.recentSize += bytes.length;
    while (this.recent.size > RECENT_EVENTS || this.recentSize > RECENT_CHARACTERS) {
      this.recentSize -= this.recent.get(this.oldest)!.delivery.bytes.length;
      this.recent.delete(this.oldest);
      this.oldest += 1;
    }
  }
}
