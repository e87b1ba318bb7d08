import type { Context, Envelope, StreamName } from '@tung-nha/kernel';
import type { Held } from '@tung-nha/progress-domain';
import type { Data, Document } from '@tung-nha/read-store';

export const PARKED = 'parked';

export interface ParkedEvent {
  readonly position: number;
  readonly bytes: string;
}

/** A stream with an event this version cannot read: all of it from there on, until it can (X7). */
export interface Parked extends Data {
  readonly lane: Context;
  readonly reason: string;
  readonly events: readonly ParkedEvent[];
}

/** What is told of it to whoever has to decide about it. */
export interface ParkedStream extends Held {
  readonly lane: Context;
  readonly stream: StreamName;
  readonly reason: string;
  /** When the first event held was recorded: the figures lack what the stream says from then on. */
  readonly since: string;
}

export const parkedId = (lane: Context, stream: string) => `${lane} ${stream}`;

export function withParked(known: Data | undefined, lane: Context, reason: string, event: ParkedEvent): Parked {
  const { events, ...rest } = (known as Parked | undefined) ?? { lane, reason, events: [] };
  return { ...rest, lane, reason: rest.reason, events: [...events, event] };
}

/** What stays once everything up to the position is settled; undefined when nothing does. */
export function withoutSettled(known: Data | undefined, upTo: number, reason: string): Parked | undefined {
  if (!known) return undefined;
  const { events, ...rest } = known as Parked;
  const left = events.filter(({ position }) => position > upTo);
  return left.length === 0 ? undefined : { ...rest, lane: rest.lane, reason, events: left };
}

export function parkedStreamIn({ id, data: { lane, reason, events } }: Document<Parked>): ParkedStream {
  const [first] = events;
  return {
    lane,
    stream: id.slice(lane.length + 1) as StreamName,
    reason,
    first: first!.position,
    last: events.at(-1)!.position,
    events: events.length,
    since: (JSON.parse(first!.bytes) as Envelope).recordedtime,
  };
}
