import type { Context } from '@tung-nha/kernel';
import type { Batch, LaneState } from '../event-bus.js';
import type { OwnerFeed } from './owner-feed.js';
import type { StrangerReason } from './read-message.js';

export interface SetAside {
  readonly reason: StrangerReason;
  readonly partition: number;
  readonly offset: number;
}

export interface LaneSettings {
  readonly consumer: string;
  readonly context: Context;
  readonly topic: string;
  readonly feed: OwnerFeed;
  /** How long a position may be missing before the owner is asked. */
  readonly gapMs: number;
  /** `<topic>-<partition>@<offset>`: looked into by an operator, passed over. */
  readonly acknowledgedForgeries: ReadonlySet<string>;
  handOver(batch: Batch): Promise<void>;
  setAside(strangers: readonly SetAside[]): Promise<void>;
  /** Fetch these partitions no more, until `resume`. */
  pause(partitions: readonly number[]): void;
  resume(partitions: readonly number[]): void;
  /** An effect is done: offsets may be committed. */
  moved(): void;
  stopped(state: LaneState): void;
}
