import type { EventStore, StoredEvent } from '@tung-nha/event-store';
import { type Context, storedDataOf } from '@tung-nha/kernel';
import { readParkedStreamEvent } from '@tung-nha/progress-events';
import { PROGRESS_CONSUMER } from './consumer.js';
import { parkedId } from './parked.js';

const PAGE = 1_000;

/**
 * The events that somebody decided are never counted (X7): live, when retried and when rebuilt, so that all three agree
 * whatever this version could read of them.
 */
export class Discards {
  /** By stream: the last position given up → the first. */
  private readonly ranges = new Map<string, Map<number, number>>();

  /** @throws UnreadableEvent: what a newer version decided must not be counted against it */
  static async in(log: Pick<EventStore, 'readAll'>): Promise<Discards> {
    const discards = new Discards();
    for (let after = 0; ;) {
      const page = await log.readAll(after, PAGE);
      discards.take(page);
      if (page.length < PAGE) return discards;
      after = page.at(-1)!.position;
    }
  }

  /** Taking an event twice changes nothing. */
  take(events: readonly StoredEvent[]): void {
    for (const { envelope } of events) {
      const { consumer, lane, stream, first, upTo } = readParkedStreamEvent(storedDataOf(envelope)).data;
      if (consumer !== PROGRESS_CONSUMER) continue;
      const id = parkedId(lane, stream);
      const ranges = this.ranges.get(id) ?? new Map<number, number>();
      this.ranges.set(id, ranges.set(upTo, first));
    }
  }

  cover(lane: Context, stream: string, position: number): boolean {
    // Asked for each of millions of events, and nearly always there is none.
    if (this.ranges.size === 0) return false;
    const ranges = this.ranges.get(parkedId(lane, stream)) ?? [];
    for (const [upTo, first] of ranges) if (first <= position && position <= upTo) return true;
    return false;
  }
}
