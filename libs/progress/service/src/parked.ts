import type { Context } from '@tung-nha/kernel';
import type { Data } from '@tung-nha/read-store';

export const PARKED = 'parked';

interface ParkedEvent {
  readonly position: number;
  readonly bytes: string;
}

/** A stream with an event this version cannot read: all of it from there on, until it can (X7). */
export interface Parked extends Data {
  readonly lane: Context;
  readonly reason: string;
  readonly events: readonly ParkedEvent[];
}

export const parkedId = (lane: Context, stream: string) => `${lane} ${stream}`;

export function withParked(known: Data | undefined, lane: Context, reason: string, event: ParkedEvent): Parked {
  const { events, ...rest } = (known as Parked | undefined) ?? { lane, reason, events: [] };
  return { ...rest, lane, reason: rest.reason, events: [...events, event] };
}
