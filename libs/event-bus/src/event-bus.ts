import type { Context, Envelope } from '@tung-nha/kernel';

/** One event on its way to a consumer. `bytes` is the stored text, unchanged. */
export interface Delivery {
  readonly position: number;
  readonly bytes: string;
  readonly envelope: Envelope;
}

/**
 * What one call of an `@EventPattern(<consumer>)` handler gets: the next deliveries of one lane, in position order and
 * without gaps. A lane is a context, in both shapes; every event comes at least once.
 */
export interface Batch {
  readonly lane: Context;
  /** Everything up to here has been handed over when the handler resolves. */
  readonly upTo: number;
  readonly deliveries: readonly Delivery[];
}

/**
 * A consumer of lanes. It keeps its own checkpoint beside its effect, so the bus asks where to begin:
 * a read model answers with its checkpoint, a fold in memory with what it has folded, 0 at its start.
 */
export interface Subscription {
  /** Pattern of the handler; also the Kafka group. */
  readonly consumer: string;
  readonly lanes: readonly Context[];
  checkpoint(lane: Context): Promise<number>;
  /** A fold kept in each process's memory: every process hears all of it, none stands by for another. */
  readonly inEveryProcess?: true;
  /** Its effect is elsewhere: a process that stands by for it answers requests as well as the one at work on it. */
  readonly servedStandingBy?: true;
}
export const SUBSCRIPTIONS = Symbol('Subscriptions');

/** How far a lane of a consumer has come; for health, metrics and freshness (P7, X8). */
export interface LaneState {
  readonly consumer: string;
  readonly lane: Context;
  /** Counted up to here. */
  readonly position: number;
  /** The last position known to exist. */
  readonly head: number;
  /** Why the lane stands still; it stays so until the process starts again, and health says it. */
  readonly stopped?: Error;
}
