import { type EventStore, LIMITS, type SequencedEvent } from '@tung-nha/event-store';
import type { Context } from '@tung-nha/kernel';
import type { LaneState, Subscription } from '../event-bus.js';
import { EventBusServer } from '../event-bus-server.js';

const EVENTS_PER_BATCH = 1_000;

interface Settings {
  /** The stores of the contexts in this process: the bus reads them as a relay does, and never writes. */
  readonly stores: Readonly<Partial<Record<Context, EventStore>>>;
  readonly subscriptions: readonly Subscription[];
}

/** Durable without keeping anything itself: it tails the stores from where each consumer says it stands. */
export class InProcessEventBus extends EventBusServer {
  private readonly lanes: Lane[];

  constructor({ stores, subscriptions }: Settings) {
    super(subscriptions);
    this.lanes = subscriptions.flatMap((subscription) =>
      subscription.lanes.map((context) => {
        const store = stores[context];
        if (!store) throw new RangeError(`${subscription.consumer} wants ${context}, which has no store here`);
        return new Lane(subscription, context, store, (events) =>
          this.handOver(subscription.consumer, {
            lane: context,
            upTo: events.at(-1)!.position,
            deliveries: events,
          }),
        );
      }),
    );
  }

  laneStates(): readonly LaneState[] {
    return this.lanes.map((lane) => lane.state());
  }

  async untilCaughtUp(consumer?: string): Promise<void> {
    const wanted = this.lanes.filter(({ subscription }) => !consumer || subscription.consumer === consumer);
    await Promise.all(wanted.map((lane) => lane.untilCaughtUp()));
  }

  protected async start(): Promise<void> {
    for (const lane of this.lanes) lane.start();
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}

/** One consumer's way through one context. */
class Lane {
  private position = 0;
  private head = 0;
  private stopped?: Error;
  private closing = false;
  private running?: Promise<void>;
  private wake = () => {};
  private forget = () => {};
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly subscription: Subscription,
    private readonly context: Context,
    private readonly store: EventStore,
    private readonly handOver: (events: readonly SequencedEvent[]) => Promise<void>,
  ) {}

  start(): void {
    this.running = this.run().catch((error: unknown) => {
      this.stopped = error instanceof Error ? error : new Error(String(error), { cause: error });
      this.notify();
    });
  }

  state(): LaneState {
    return {
      consumer: this.subscription.consumer,
      lane: this.context,
      position: this.position,
      head: Math.max(this.head, this.position),
      ...(this.stopped ? { stopped: this.stopped } : {}),
    };
  }

  async untilCaughtUp(): Promise<void> {
    const target = await this.store.head();
    while (this.position < target && !this.closing) {
      if (this.stopped) throw this.stopped;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    this.forget();
    this.wake();
    await this.running;
    this.notify();
  }

  private async run(): Promise<void> {
    // Woken between reading and waiting, it must read once more.
    let asked = true;
    let sleep: (() => void) | undefined;
    this.wake = () => {
      asked = true;
      sleep?.();
    };
    this.forget = this.store.onAppend(this.wake);
    this.position = await this.subscription.checkpoint(this.context);
    while (!this.closing) {
      asked = false;
      const events = await this.store.readAll(this.position, Math.min(EVENTS_PER_BATCH, LIMITS.eventsPerPage));
      this.head = Math.max(this.head, events.at(-1)?.position ?? this.position);
      if (events.length > 0) {
        if (events.length === EVENTS_PER_BATCH) this.head = await this.store.head();
        await this.handOver(events);
        this.position = events.at(-1)!.position;
        this.notify();
        continue;
      }
      await new Promise<void>((resolve) => {
        sleep = resolve;
        if (asked || this.closing) resolve();
      });
      sleep = undefined;
    }
  }

  private notify(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
