import type { StreamName } from '@tung-nha/kernel';

/** A stream as it was when last decided on. */
export interface Remembered<State> {
  readonly version: number;
  readonly state: State;
  /** What its first event began with; a stream keeps it. */
  readonly partitionKey: string;
}

/**
 * The streams decided on last, so that a busy one is not read and folded again for each command. It promises nothing:
 * what it holds may be out of date, and whoever decides on it must let the append check the version.
 */
export class StreamMemory<State> {
  private readonly streams = new Map<StreamName, Remembered<State>>();

  /** `capacity`: streams kept, some 5 KB each; the one not used for longest is forgotten first. */
  constructor(private readonly capacity: number) {}

  recall(stream: StreamName): Remembered<State> | undefined {
    return this.streams.get(stream);
  }

  keep(stream: StreamName, remembered: Remembered<State>): void {
    this.streams.delete(stream);
    this.streams.set(stream, remembered);
    if (this.streams.size <= this.capacity) return;
    for (const oldest of this.streams.keys()) return void this.streams.delete(oldest);
  }

  forget(stream: StreamName): void {
    this.streams.delete(stream);
  }
}
