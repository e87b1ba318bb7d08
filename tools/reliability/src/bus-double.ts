import 'reflect-metadata';
import { type Batch, type Delivery, EventBusServer, type LaneState, type Subscription } from '@tung-nha/event-bus';
import type { Context } from '@tung-nha/kernel';
import type { Chance } from './chance.js';

interface Settings {
  readonly lanes: Readonly<Partial<Record<Context, readonly Delivery[]>>>;
  readonly subscription: Subscription;
  readonly chance: Chance;
}

const MOST_NEW = 30;
const MOST_AGAIN = 40;
const MOST_HELD_TURNS = 50;

/**
 * A bus that does whatever the port lets a bus do: every tenth batch comes twice, batches are cut anywhere, a lane is
 * late while the other runs ahead (so streams of two contexts come in any order), a consumer begins again.
 */
export class DisturbedBus extends EventBusServer {
  duplicates = 0;
  private readonly names: Context[];
  private readonly reached = new Map<Context, number>();
  private readonly held = new Map<Context, number>();

  constructor(private readonly settings: Settings) {
    super([settings.subscription]);
    this.names = [...settings.subscription.lanes];
  }

  /** Everything is handed over when it resolves. */
  protected async start(): Promise<void> {
    const { subscription, chance } = this.settings;
    for (const lane of this.names) this.reached.set(lane, await subscription.checkpoint(lane));
    for (let open = this.open(); open.length > 0; open = this.open()) {
      const lane = open[chance(open.length)]!;
      const wait = this.held.get(lane) ?? 0;
      this.held.set(lane, wait > 0 ? wait - 1 : chance(20) === 0 ? chance(MOST_HELD_TURNS) : 0);
      if (wait > 0) continue;
      await this.hand(lane, this.reached.get(lane)!, 1 + chance(MOST_NEW));
      if (chance(10) === 0) await this.again(lane);
      if (chance(100) === 0) this.reached.set(lane, await subscription.checkpoint(lane));
    }
  }

  async untilCaughtUp(): Promise<void> {}

  laneStates(): readonly LaneState[] {
    const { consumer } = this.settings.subscription;
    return this.names.map((lane) => ({
      consumer,
      lane,
      position: this.reached.get(lane) ?? 0,
      head: this.all(lane).length,
    }));
  }

  async close(): Promise<void> {}

  private async again(lane: Context): Promise<void> {
    const back = Math.min(this.reached.get(lane)!, 1 + this.settings.chance(MOST_AGAIN));
    this.duplicates += back;
    await this.hand(lane, this.reached.get(lane)! - back, back);
  }

  private async hand(lane: Context, from: number, size: number): Promise<void> {
    const deliveries = this.all(lane).slice(from, from + size);
    const upTo = deliveries.at(-1)!.position;
    const batch: Batch = { lane, upTo, deliveries };
    await this.handOver(this.settings.subscription.consumer, batch);
    this.reached.set(lane, Math.max(this.reached.get(lane)!, upTo));
  }

  private open = () => this.names.filter((lane) => this.reached.get(lane)! < this.all(lane).length);
  private all = (lane: Context) => this.settings.lanes[lane] ?? [];
}

export async function started(bus: EventBusServer): Promise<void> {
  const error = await new Promise<unknown>((resolve) => bus.listen(resolve));
  if (error) throw new Error('the bus did not start', { cause: error });
}
