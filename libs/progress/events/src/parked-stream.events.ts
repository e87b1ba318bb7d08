import {
  type Context,
  context,
  defineEvent,
  deriveId,
  type EventOf,
  readerOf,
  type StreamName,
  streamName,
} from '@tung-nha/kernel';
import { z } from 'zod';

// These events are what is stored: versions are added, never edited.
// One stream for each stream that a consumer had set aside and that somebody gave up (X7, ADR 6).

/** Why somebody decided that events are never to be counted. */
export const discardReasons = ['forged', 'superseded', 'test-data', 'unreadable-for-good'] as const;
export const discardReason = z.enum(discardReasons);
export type DiscardReason = z.infer<typeof discardReason>;

/** A place in the log of a context. */
export const logPosition = z.int().min(1);

const parkedStreamDiscarded = defineEvent({
  type: 'progress.parked-stream-discarded',
  version: 1,
  about:
    'What a consumer had set aside of a stream it will never count: its events from `first` to `upTo`, positions in the log of `lane`.',
  data: z.strictObject({
    consumer: z.string().regex(/^[a-z-]{1,32}\.[a-z-]{1,32}$/),
    events: z.int().min(1),
    first: logPosition,
    lane: context,
    reason: discardReason,
    stream: streamName,
    upTo: logPosition,
  }),
});

export const parkedStreamEvents = [parkedStreamDiscarded] as const;

export type ParkedStreamEvent = EventOf<(typeof parkedStreamEvents)[number]>;

export const readParkedStreamEvent = readerOf(parkedStreamEvents);

/** A stream of a context, as one consumer sees it. */
export interface ParkedAddress {
  readonly consumer: string;
  readonly lane: Context;
  readonly stream: StreamName;
}

/** A stream's own name has a `/` and may be long: here it is a hash, and in the events it is said in full. */
export const parkedStream = ({ consumer, lane, stream }: ParkedAddress): StreamName =>
  `parked-stream/${consumer.split('.')[0]}-${lane}-${deriveId('parked-stream', consumer, lane, stream).slice(0, 18)}`;
