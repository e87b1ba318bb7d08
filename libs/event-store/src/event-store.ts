import type { CommandId, Envelope, StreamName } from '@tung-nha/kernel';

/** Hash of actor, command and body: what makes a request the same request. */
export type Digest = `sha256:${string}`;

/** An event as it lies in the store: `bytes` is its canonical JSON, written once and never made again. */
export interface StoredEvent {
  readonly bytes: string;
  readonly envelope: Envelope;
}

/**
 * The position is given after the bytes are stored, so it stands beside the event, not in it. An adapter may parse the
 * envelope when it is first asked for: take the fields by name, a spread loses it.
 */
export interface SequencedEvent extends StoredEvent {
  readonly position: number;
}

export interface Part {
  readonly stream: StreamName;
  /** Where the stream must end, 0 for a new one. There is no "any". */
  readonly expectedVersion: number;
  /** At least one; `subject` and `streamversion` must say this stream and the next versions. */
  readonly events: readonly Envelope[];
}

/** No more in one append, and no more in one page of `readAll`. */
export const LIMITS = { eventsPerAppend: 500, bytesPerAppend: 1_000_000, eventsPerPage: 10_000 } as const;

/** The append-only log of one context, and its outbox. Every adapter passes the contract suite (ARCHITECTURE §3). */
export interface EventStore {
  /**
   * All parts or none; durable once it resolves, with the new version of each part's stream.
   * The same id and digest once more: the same answer, whatever the streams have become (X6).
   * @throws VersionConflict when a stream does not end where expected
   * @throws CommandIdReused when the id came before with another digest
   * @throws RangeError beyond LIMITS, without events, with one stream twice, or events that do not fit their part
   */
  append(commandId: CommandId, digest: Digest, parts: readonly Part[]): Promise<readonly number[]>;

  /**
   * What `append` answered to this command, undefined when it is new. Ask before deciding. Kept ≥ 90 days.
   * @throws CommandIdReused when the id came before with another digest
   */
  answerTo(commandId: CommandId, digest: Digest): Promise<readonly number[] | undefined>;

  /** Position of the command's last event, undefined when it has none within the time. */
  positionOf(commandId: CommandId, withinMs: number): Promise<number | undefined>;

  /** In stream order, with every append that has resolved, sequenced or not. Empty for a new stream. */
  readStream(stream: StreamName): Promise<readonly StoredEvent[]>;

  /** At most `limit` (≤ LIMITS.eventsPerPage) events after position `after`, gapless: what was read up to p holds for ever. */
  readAll(after: number, limit: number): Promise<readonly SequencedEvent[]>;

  /** The last position given, 0 when there is none. */
  head(): Promise<number>;

  /** Calls back when there may be more to read; a hint that may come too often, never a promise. Returns how to stop. */
  onAppend(listener: () => void): () => void;

  close(): Promise<void>;
}
export const EVENT_STORE = Symbol('EventStore');

export class VersionConflict extends Error {
  constructor(
    readonly stream: StreamName,
    readonly expectedVersion: number,
    readonly currentVersion: number,
  ) {
    super(`${stream} ends at ${currentVersion}, not ${expectedVersion}`);
    this.name = 'VersionConflict';
  }
}

export class CommandIdReused extends Error {
  constructor(readonly commandId: CommandId) {
    super(`command ${commandId} came before with another request`);
    this.name = 'CommandIdReused';
  }
}

/** After a failed sync nothing more is written: what the disk holds is not known (RELIABILITY). */
export class StoreReadOnly extends Error {
  constructor(cause: unknown) {
    super('the event store takes no more writes after a failed sync', { cause });
    this.name = 'StoreReadOnly';
  }
}
