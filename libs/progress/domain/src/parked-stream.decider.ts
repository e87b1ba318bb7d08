import { type Decider, DomainError, registryOf, type UnitId } from '@tung-nha/kernel';
import {
  type DiscardReason,
  type ParkedAddress,
  type ParkedStreamEvent,
  parkedStreamEvents,
  readParkedStreamEvent,
} from '@tung-nha/progress-events';

/** What is set aside of a stream when somebody decides about it. */
export interface Held {
  readonly first: number;
  readonly last: number;
  readonly events: number;
}

export interface ParkedStreamCommand {
  readonly type: 'discard-parked-stream';
  readonly address: ParkedAddress;
  /** Undefined where nothing is set aside. */
  readonly held: Held | undefined;
  /** The last position that whoever asks has seen. */
  readonly upTo: number;
  readonly reason: DiscardReason;
}

export const parkedStreamRules = ['NothingParkedThere', 'NotTheLastHeld', 'DiscardedForAnotherReason'] as const;
export type ParkedStreamRule = (typeof parkedStreamRules)[number];

export interface ParkedStreamState {
  /** By the position up to which events were given up. */
  readonly discarded: ReadonlyMap<number, DiscardReason>;
}

/** Giving up what a consumer of events had set aside (X7): once, for good, and never more than was looked at. */
export const parkedStreamDecider: Decider<ParkedStreamState, ParkedStreamCommand, ParkedStreamEvent> = {
  initialState: { discarded: new Map() },
  evolve({ discarded }, event) {
    switch (event.type) {
      case 'progress.parked-stream-discarded':
        return { discarded: new Map(discarded).set(event.data.upTo, event.data.reason) };
    }
  },
  decide({ address, held, upTo, reason }, { discarded }) {
    const earlier = discarded.get(upTo);
    if (earlier === reason) return [];
    if (earlier !== undefined) throw refused('DiscardedForAnotherReason', ['/reason']);
    if (!held) throw refused('NothingParkedThere', ['/stream']);
    if (held.last !== upTo) throw refused('NotTheLastHeld', ['/upTo']);
    const { first, events } = held;
    return [{ type: 'progress.parked-stream-discarded', data: { ...address, first, upTo, events, reason } }];
  },
};

const refused = (rule: ParkedStreamRule, at: readonly string[]) => new DomainError(rule, {}, at);

/** @param unit of the office that decides: a stream that nobody can read need not say whose it is */
export const parkedStreamAggregate = (unit: UnitId) =>
  ({
    context: 'progress',
    decider: parkedStreamDecider,
    read: readParkedStreamEvent,
    definitionOf: registryOf(parkedStreamEvents),
    unitOf: () => unit,
  }) as const;
