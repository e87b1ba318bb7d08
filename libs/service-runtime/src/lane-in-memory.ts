import type { Batch, Subscription } from '@tung-nha/event-bus';
import type { Context, Envelope } from '@tung-nha/kernel';

/** A lane that every process folds for itself, in memory and from zero at each start: each event is taken once, in order. */
export class LaneInMemory {
  /** Heard up to here. */
  position = 0;
  readonly subscription: Subscription;

  constructor(consumer: string, lane: Context) {
    this.subscription = { consumer, lanes: [lane], checkpoint: async () => this.position, inEveryProcess: true };
  }

  /** An event that `fold` throws on is given again with the next batch. */
  take({ upTo, deliveries }: Pick<Batch, 'upTo' | 'deliveries'>, fold: (envelope: Envelope) => void): void {
    for (const { position, envelope } of deliveries) {
      if (position <= this.position) continue;
      fold(envelope);
      this.position = position;
    }
    this.position = Math.max(this.position, upTo);
  }
}
