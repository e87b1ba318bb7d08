import type { Batch } from '@tung-nha/event-bus';
import type { SequencedEvent } from '@tung-nha/event-store';

/** Before so many wait, the bus is not made to wait. */
const MOST_WAITING = 4_000;

/** A log as a bus hands it over: read on from the beginning, once. */
export class KafkaHistory {
  private waiting: readonly SequencedEvent[] = [];
  private arrived = () => {};
  private taken = () => {};

  constructor(private readonly events: number) {}

  head = async (): Promise<number> => this.events;

  /** The handler of the subscription. */
  async take({ deliveries }: Batch): Promise<void> {
    this.waiting = [...this.waiting, ...deliveries];
    this.arrived();
    while (this.waiting.length > MOST_WAITING) await new Promise<void>((resolve) => (this.taken = resolve));
  }

  /** @throws RangeError when asked for anything but what follows */
  async readAll(after: number, limit: number): Promise<readonly SequencedEvent[]> {
    while (this.waiting.length === 0) await new Promise<void>((resolve) => (this.arrived = resolve));
    if (this.waiting[0]!.position !== after + 1) throw new RangeError(`${this.waiting[0]!.position} after ${after}`);
    const page = this.waiting.slice(0, limit);
    this.waiting = this.waiting.slice(page.length);
    this.taken();
    return page;
  }

  /** A rebuild reads no stream by itself. */
  readStream = async (stream: string): Promise<never> => {
    throw new RangeError(`${stream} is not read here`);
  };
}
