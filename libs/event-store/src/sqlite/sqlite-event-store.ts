import type { CommandId, Envelope, StreamName } from '@tung-nha/kernel';
import { type Database, openDatabase, type Statement } from '@tung-nha/sqlite';
import { join } from 'node:path';
import { type CheckedPart, checkParts } from '../check-parts.js';
import {
  type Digest,
  type EventStore,
  LIMITS,
  type Part,
  type SequencedEvent,
  type StoredEvent,
  StoreReadOnly,
  VersionConflict,
} from '../event-store.js';
import { CommandTable } from './command-table.js';
import { createLayout } from './layout.js';

export interface SqliteEventStoreOptions {
  /** Holds `events.sqlite`; the caller holds its lock. */
  readonly folder: string;
  /** Reads beside the writing process; appends are refused. */
  readonly readOnly?: boolean;
}

/** Appends that wait in one turn of the event loop share one commit; no more than this many (ENGINE). */
const APPENDS_PER_COMMIT = 512;
/** Ends of streams kept in memory, some 100 bytes each. */
const HEADS_KEPT = 500_000;

interface Waiting {
  readonly commandId: CommandId;
  readonly digest: Digest;
  readonly parts: readonly CheckedPart[];
  resolve(versions: readonly number[]): void;
  reject(error: unknown): void;
}

interface Head {
  readonly sid: number;
  readonly version: number;
}

export const openSqliteEventStore = (options: SqliteEventStoreOptions): EventStore => new SqliteEventStore(options);

class SqliteEventStore implements EventStore {
  private readonly database: Database;
  private readonly commands: CommandTable;
  private readonly findStream: Statement;
  private readonly insertStream: Statement;
  private readonly endOfStream: Statement;
  private readonly insertEvent: Statement;
  private readonly eventsOfStream: Statement;
  private readonly eventsAfter: Statement;
  private readonly lastPosition: Statement;

  private readonly listeners = new Set<() => void>();
  private readonly heads = new Map<string, Head>();
  private readonly waiting: Waiting[] = [];
  private scheduled = false;
  private position: number;
  private failure: StoreReadOnly | undefined;

  constructor({ folder, readOnly = false }: SqliteEventStoreOptions) {
    this.database = openDatabase(join(folder, 'events.sqlite'), { readOnly });
    if (!readOnly) createLayout(this.database);
    else this.failure = new StoreReadOnly('opened for reading');
    const prepare = (sql: string) => this.database.prepare(sql);
    this.findStream = prepare('SELECT sid FROM streams WHERE name = ?');
    this.insertStream = prepare('INSERT INTO streams(name) VALUES (?) RETURNING sid');
    this.endOfStream = prepare('SELECT max(version) AS version FROM events WHERE sid = ?');
    this.insertEvent = prepare('INSERT INTO events(pos, sid, version, payload) VALUES (?, ?, ?, ?)');
    this.eventsOfStream = prepare('SELECT payload FROM events WHERE sid = ? ORDER BY version');
    this.eventsAfter = prepare('SELECT pos, payload FROM events WHERE pos > ? ORDER BY pos LIMIT ?');
    this.lastPosition = prepare('SELECT max(pos) AS pos FROM events');
    this.commands = new CommandTable(this.database, readOnly);
    this.position = this.readPosition();
  }

  async append(commandId: CommandId, digest: Digest, parts: readonly Part[]): Promise<readonly number[]> {
    const checked = checkParts(parts);
    if (this.failure) throw this.failure;
    return new Promise((resolve, reject) => {
      this.waiting.push({ commandId, digest, parts: checked, resolve, reject });
      this.schedule();
    });
  }

  async answerTo(commandId: CommandId, digest: Digest): Promise<readonly number[] | undefined> {
    return this.commands.answerTo(commandId, digest)?.versions;
  }

  // A commit gives the position with the events: there is never anything to wait for.
  async positionOf(commandId: CommandId): Promise<number | undefined> {
    return this.commands.positionOf(commandId);
  }

  async readStream(stream: StreamName): Promise<readonly StoredEvent[]> {
    const sid = this.heads.get(stream)?.sid ?? this.findStream.get(stream)?.['sid'];
    if (sid === undefined) return [];
    return this.eventsOfStream.all(sid).map(({ payload }) => stored(payload as string));
  }

  async readAll(after: number, limit: number): Promise<readonly SequencedEvent[]> {
    if (limit > LIMITS.eventsPerPage) throw new RangeError(`limit ${limit}, at most ${LIMITS.eventsPerPage}`);
    return this.eventsAfter
      .all(after, limit)
      .map(({ pos, payload }) => new ReadEvent(pos as number, payload as string));
  }

  async head(): Promise<number> {
    return this.failure ? this.readPosition() : this.position;
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    while (this.waiting.length > 0) await new Promise((done) => setImmediate(done));
    this.listeners.clear();
    this.database.close();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commit(this.waiting.splice(0, APPENDS_PER_COMMIT));
      if (this.waiting.length > 0) this.schedule();
    });
  }

  /** One transaction for all; each append has its own check and its own outcome. */
  private commit(batch: readonly Waiting[]): void {
    const outcomes: (() => void)[] = [];
    const before = this.position;
    try {
      if (this.failure) throw this.failure;
      this.commands.turnOver();
      this.database.exec('BEGIN IMMEDIATE');
      for (const append of batch) outcomes.push(this.write(append));
      this.database.exec('COMMIT');
    } catch (error) {
      this.undo(error, before);
      for (const { reject } of batch) reject(this.failure ?? error);
      return;
    }
    for (const settle of outcomes) settle();
    if (this.position > before) for (const listener of this.listeners) listener();
  }

  private write({ commandId, digest, parts, resolve, reject }: Waiting): () => void {
    try {
      const earlier = this.commands.answerTo(commandId, digest);
      if (earlier) return () => resolve(earlier.versions);
      parts.forEach((part) => this.mustEndAsExpected(part));
    } catch (error) {
      // Refused before anything of it was written: the others of this commit go on.
      return () => reject(error);
    }
    const versions = parts.map((part) => this.insert(part));
    this.commands.insert(commandId, digest, { versions, position: this.position });
    return () => resolve(versions);
  }

  private mustEndAsExpected({ stream, expectedVersion }: CheckedPart): void {
    const version = this.headOf(stream)?.version ?? 0;
    if (version !== expectedVersion) throw new VersionConflict(stream as StreamName, expectedVersion, version);
  }

  private insert({ stream, expectedVersion, texts }: CheckedPart): number {
    const sid = this.headOf(stream)?.sid ?? Number(this.insertStream.get(stream)!['sid']);
    let version = expectedVersion;
    for (const text of texts) this.insertEvent.run((this.position += 1), sid, (version += 1), text);
    if (this.heads.size >= HEADS_KEPT) this.heads.clear();
    this.heads.set(stream, { sid, version });
    return version;
  }

  private headOf(stream: string): Head | undefined {
    const kept = this.heads.get(stream);
    if (kept) return kept;
    const sid = this.findStream.get(stream)?.['sid'] as number | undefined;
    if (sid === undefined) return undefined;
    const head = { sid, version: Number(this.endOfStream.get(sid)!['version'] ?? 0) };
    this.heads.set(stream, head);
    return head;
  }

  /** What the disk holds after a failed sync is not known, and a second sync would not tell: no more writes. */
  private undo(error: unknown, position: number): void {
    this.heads.clear();
    this.commands.forgetLatest();
    this.position = position;
    const diskFull = /database or disk is full/i.test(String(error));
    if (!diskFull) this.failure ??= error instanceof StoreReadOnly ? error : new StoreReadOnly(error);
    try {
      this.database.exec('ROLLBACK');
    } catch {
      // The transaction was over already; the next one would show anything worse.
    }
  }

  private readPosition = () => Number(this.lastPosition.get()?.['pos'] ?? 0);
}

const stored = (bytes: string): StoredEvent => ({ bytes, envelope: JSON.parse(bytes) as Envelope });

/** Who reads a whole log looks at few of its types: an event is parsed when its envelope is first asked for. */
class ReadEvent implements SequencedEvent {
  private parsed: Envelope | undefined = undefined;

  constructor(
    readonly position: number,
    readonly bytes: string,
  ) {}

  get envelope(): Envelope {
    return (this.parsed ??= JSON.parse(this.bytes) as Envelope);
  }
}
