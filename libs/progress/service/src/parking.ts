import type { Delivery } from '@tung-nha/event-bus';
import type { Context, StreamName } from '@tung-nha/kernel';
import { mutationsOf } from '@tung-nha/progress-projections';
import type { Mutation } from '@tung-nha/read-store';
import { meaningOf } from './counting.js';
import { Discards } from './discards.js';
import { PARKED, type ParkedEvent, parkedId, type ParkedStream, withoutSettled, withParked } from './parked.js';

type NewlyParked = Pick<ParkedStream, 'lane' | 'stream' | 'first' | 'reason'>;

/** What trying a parked stream again comes to. */
export interface Retried {
  /** Settled up to here; 0 when nothing is. */
  readonly upTo: number;
  readonly counted: readonly Mutation[];
  readonly parked: Mutation;
  /** What stays parked; undefined when the stream came free. */
  readonly left: NewlyParked | undefined;
}

/** Which streams a generation has set aside, and what an event does to the read model because of it (X7). */
export class Parking {
  private readonly streams = new Set<string>();
  private news: NewlyParked[] = [];

  constructor(private readonly discards: Discards) {}

  get count(): number {
    return this.streams.size;
  }

  take(id: string): void {
    this.streams.add(id);
  }

  free(lane: Context, stream: string): void {
    this.streams.delete(parkedId(lane, stream));
  }

  /** What the delivery changes; an event that cannot be read parks its stream, and the others go on. */
  mutationsOf(lane: Context, delivery: Delivery): Mutation[] {
    const meaning = meaningOf(lane, delivery);
    if (!meaning) return [];
    const { position, bytes } = delivery;
    const stream = delivery.envelope.subject;
    if (this.discards.cover(lane, stream, position)) return [];
    const id = parkedId(lane, stream);
    const isParked = this.streams.has(id);
    if ('counted' in meaning && !isParked) return mutationsOf(position, meaning.counted);
    const reason = 'unreadable' in meaning ? meaning.unreadable : '';
    if (!isParked) this.news.push({ lane, stream, first: position, reason });
    this.streams.add(id);
    return [
      { position, collection: PARKED, id, fold: (known) => withParked(known, lane, reason, { position, bytes }) },
    ];
  }

  /** The streams parked since this was last asked. */
  takeNews(): readonly NewlyParked[] {
    const news = this.news;
    this.news = [];
    return news;
  }

  /** Once more from the beginning of what is held: discarded events are passed, the first unreadable one ends it. */
  retried(lane: Context, stream: StreamName, events: readonly ParkedEvent[]): Retried {
    const counted: Mutation[] = [];
    let upTo = 0;
    let left: NewlyParked | undefined;
    for (const { position, bytes } of events) {
      if (!this.discards.cover(lane, stream, position)) {
        const envelope = JSON.parse(bytes) as Delivery['envelope'];
        const meaning = meaningOf(lane, { position, bytes, envelope });
        if (meaning && 'unreadable' in meaning) {
          left = { lane, stream, first: position, reason: meaning.unreadable };
          break;
        }
        if (meaning) counted.push(...mutationsOf(position, meaning.counted));
      }
      upTo = position;
    }
    const settled = upTo;
    const fold: Mutation['fold'] = (known) => withoutSettled(known, settled, left?.reason ?? '');
    const parked = { position: upTo, collection: PARKED, id: parkedId(lane, stream), fold };
    return { upTo, counted, parked, left };
  }
}
