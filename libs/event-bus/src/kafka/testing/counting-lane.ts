import { afterEach, beforeEach } from '@jest/globals';
import type { Batch, LaneState, Subscription } from '../../event-bus.js';
import type { KafkaEventBus, KafkaEventBusSettings, Stranger } from '../index.js';
import { type KafkaPlace, listening, openPlace, subscriptionOf } from './kafka-place.js';

export const consumer = 'counting.projection';
export const lane = 'field-activity';
export const upTo = (count: number, after = 0) => Array.from({ length: count }, (_, n) => after + n + 1);

/** A lane of topics of its own for each test of a suite, and what a consumer has counted of it. */
export class CountingLane {
  place!: KafkaPlace;
  open: KafkaEventBus[] = [];
  counted: number[] = [];
  stopped: LaneState[] = [];
  strangers: Stranger[] = [];

  constructor() {
    beforeEach(async () => {
      this.place = await openPlace();
      [this.open, this.counted, this.stopped, this.strangers] = [[], [], [], []];
    });
    afterEach(async () => {
      for (const bus of this.open) await bus.close();
      await this.place.drop();
    });
  }

  /** A consumer whose effect and checkpoint are one: the last position counted. */
  counting(): Subscription {
    return subscriptionOf(consumer, () => this.counted.at(-1) ?? 0);
  }

  count({ deliveries }: Batch): void {
    this.counted.push(...deliveries.map(({ position }) => position));
  }

  async start(
    settings: Partial<KafkaEventBusSettings> = {},
    handler: (batch: Batch) => Promise<void> | void = (batch) => this.count(batch),
  ): Promise<KafkaEventBus> {
    const bus = this.place.bus({
      subscriptions: [this.counting()],
      gapMs: 100,
      onStopped: (state) => this.stopped.push(state),
      onStranger: (stranger) => this.strangers.push(stranger),
      ...settings,
    });
    this.open.push(bus);
    await listening(bus, settings.subscriptions?.[0]?.consumer ?? consumer, handler);
    return bus;
  }

  stored(after: number, limit: number) {
    return this.place.stores[lane].readAll(after, limit);
  }
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
