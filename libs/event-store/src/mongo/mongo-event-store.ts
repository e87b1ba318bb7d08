import type { CommandId, Envelope, StreamName } from '@tung-nha/kernel';
import { type CheckedPart, checkParts } from '../check-parts.js';
import {
  CommandIdReused,
  type Digest,
  type EventStore,
  LIMITS,
  type Part,
  type SequencedEvent,
  type StoredEvent,
  VersionConflict,
} from '../event-store.js';
import { type Collections, type Commit, isDuplicate, openCollections } from './layout.js';
import { OrderLog } from './order-log.js';
import { Sequencer, slot } from './sequencer.js';

export interface MongoEventStoreOptions {
  readonly uri: string;
  /** One for each context. */
  readonly database: string;
  /** How often to look for what other processes wrote, in milliseconds. */
  readonly pollMs?: number;
}

/** For any server that has single-document atomicity and unique indexes; more is not relied on. */
export async function openMongoEventStore({
  uri,
  database,
  pollMs = 500,
}: MongoEventStoreOptions): Promise<EventStore> {
  const store = new MongoEventStore(await openCollections(uri, database));
  await store.start(pollMs);
  return store;
}

const SLOTS_AT_ONCE = 64;
/** Each process puts its own commits in order; what one left behind that died is looked for less often. */
const POLLS_PER_SCAN = 10;
const ASK_AGAIN_MS = 100;

class MongoEventStore implements EventStore {
  private readonly log: OrderLog;
  private readonly sequencer: Sequencer;
  private readonly listeners = new Set<() => void>();
  private timer?: NodeJS.Timeout;
  private sequencing?: Promise<void>;
  private asked = false;
  private all = false;
  private closing = false;
  private told = 0;

  constructor(private readonly collections: Collections) {
    this.log = new OrderLog(collections.order);
    this.sequencer = new Sequencer(collections, this.log);
  }

  async start(pollMs: number): Promise<void> {
    await this.log.readOn();
    this.told = this.log.head;
    let polls = 0;
    this.timer = setInterval(() => this.sequence((polls += 1) % POLLS_PER_SCAN === 0), pollMs);
    this.timer.unref();
    this.sequence(true);
  }

  async append(commandId: CommandId, digest: Digest, parts: readonly Part[]): Promise<readonly number[]> {
    const checked = checkParts(parts);
    const refuse = async (): Promise<readonly number[]> => {
      // The same command may have come before: its id is refused like a version that is taken.
      const answer = await this.answerTo(commandId, digest);
      if (answer) return answer;
      throw await this.conflictIn(checked);
    };
    if (!(await this.endWhereExpected(checked))) return refuse();
    try {
      await this.collections.commits.collection.insertOne(commitOf(commandId, digest, checked) as never);
    } catch (error) {
      if (isDuplicate(error)) return refuse();
      throw error;
    }
    this.sequencer.add(commandId);
    this.sequence(false);
    return checked.map(endOf);
  }

  async answerTo(commandId: CommandId, digest: Digest): Promise<readonly number[] | undefined> {
    const { commits } = this.collections;
    const known = await commits
      .findOne({ _id: commandId }, { digest: 1, parts: 1 })
      .lean<Pick<Commit, 'digest' | 'parts'>>();
    if (!known) return undefined;
    if (known.digest !== digest) throw new CommandIdReused(commandId);
    return known.parts.map(({ first, n }) => first + n - 1);
  }

  async positionOf(commandId: CommandId, withinMs: number): Promise<number | undefined> {
    const deadline = performance.now() + withinMs;
    // What this process is about to put in order it need not ask the server for.
    let askAt = this.sequencer.isFresh(commandId) ? performance.now() + ASK_AGAIN_MS : 0;
    for (;;) {
      const changed = this.nextChange();
      const given =
        this.sequencer.positionOf(commandId) ?? (performance.now() >= askAt ? await this.ask(commandId) : undefined);
      if (given !== undefined) return given;
      if (performance.now() >= askAt) askAt = performance.now() + ASK_AGAIN_MS;
      const left = deadline - performance.now();
      if (left <= 0) return this.ask(commandId);
      await soonest(changed, Math.min(left, ASK_AGAIN_MS));
    }
  }

  async readStream(stream: StreamName): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (;;) {
      const wanted = Array.from({ length: SLOTS_AT_ONCE }, (_, at) => slot(stream, events.length + 1 + at));
      const { commits } = this.collections;
      const found = await commits.find({ slots: { $in: wanted } }, { parts: 1, events: 1 }).lean<Commit[]>();
      const byFirst = new Map(
        found.flatMap((commit) => partsIn(commit).map((part) => [slot(part.stream, part.first), part.texts])),
      );
      const before = events.length;
      for (let texts = byFirst.get(wanted[0]!); texts; texts = byFirst.get(slot(stream, events.length + 1)))
        events.push(...texts.map(stored));
      if (events.length - before < SLOTS_AT_ONCE) return events;
    }
  }

  async readAll(after: number, limit: number): Promise<readonly SequencedEvent[]> {
    if (!Number.isInteger(limit) || limit < 0 || limit > LIMITS.eventsPerPage) throw new RangeError(`limit ${limit}`);
    if (after >= this.log.head) await this.log.readOn();
    if (limit === 0 || after >= this.log.head) return [];
    const batches = await this.log.from(after + 1, limit);
    const ids = batches.flatMap(({ entries }) => entries.map(([id]) => id));
    const { commits } = this.collections;
    const found = await commits.find({ _id: { $in: ids } }, { events: 1 }).lean<Commit[]>();
    const eventsOf = new Map(found.map(({ _id, events }) => [_id, events]));
    const page: SequencedEvent[] = [];
    for (const { first, entries } of batches) {
      let position = first;
      for (const [id, n] of entries) {
        const texts = eventsOf.get(id);
        if (texts?.length !== n) throw new Error(`commit ${id} of the order is not there`);
        for (const text of texts) {
          if (position > after && page.length < limit) page.push({ position, ...stored(text) });
          position += 1;
        }
      }
    }
    return page;
  }

  async head(): Promise<number> {
    await this.log.readOn();
    return this.log.head;
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await this.sequencing;
    await this.collections.connection.close();
  }

  /**
   * Puts in order what this process has stored, or all that waits; what comes meanwhile is taken up before it rests.
   * An error waits for the next call.
   */
  private sequence(all: boolean): void {
    this.asked = true;
    this.all ||= all;
    if (this.sequencing || this.closing) return;
    this.sequencing = this.sequenceAll()
      .catch(() => undefined)
      .finally(() => {
        this.sequencing = undefined as never;
        this.tell();
        if (this.asked && !this.closing) setImmediate(() => this.sequence(false));
      });
  }

  private async sequenceAll(): Promise<void> {
    this.asked = false;
    const { all } = this;
    this.all = false;
    while (!this.closing && (await this.sequencer.step(all)) !== 0) this.tell();
  }

  private tell(): void {
    if (this.log.head === this.told) return;
    this.told = this.log.head;
    for (const listener of [...this.listeners]) listener();
  }

  private async ask(commandId: CommandId): Promise<number | undefined> {
    const { commits } = this.collections;
    const known = await commits
      .findOne({ _id: commandId }, { position: 1, n: 1 })
      .lean<Pick<Commit, 'position' | 'n'>>();
    if (known?.position === undefined) return undefined;
    await this.readUpTo(known.position);
    return known.position + known.n - 1;
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.onAppend(() => {
        stop();
        resolve();
      });
    });
  }

  private async readUpTo(position: number): Promise<void> {
    if (this.log.head < position) await this.log.readOn();
  }

  /** The expected version must be the end of an append: within one, no unique index would refuse it. */
  private async endWhereExpected(parts: readonly CheckedPart[]): Promise<boolean> {
    const old = parts.filter(({ expectedVersion }) => expectedVersion > 0);
    if (old.length === 0) return true;
    const wanted = old.map(({ stream, expectedVersion }) => slot(stream, expectedVersion));
    const found = await this.collections.commits.find({ slots: { $in: wanted } }, { parts: 1 }).lean<Commit[]>();
    const ends = new Set(
      found.flatMap((commit) => commit.parts.map(({ stream, first, n }) => slot(stream, first + n - 1))),
    );
    return wanted.every((end) => ends.has(end));
  }

  /** The version a stream ends with, looked for from where it was expected on: its slots are taken without a gap. */
  private async endNear({ stream, expectedVersion }: CheckedPart): Promise<number> {
    let end = expectedVersion;
    for (;;) {
      const wanted = Array.from({ length: SLOTS_AT_ONCE }, (_, at) => slot(stream, end + 1 + at));
      const { commits } = this.collections;
      const found = await commits.find({ slots: { $in: wanted } }, { parts: 1 }).lean<Commit[]>();
      const ends = found.flatMap(({ parts }) =>
        parts.filter((part) => part.stream === stream).map(({ first, n }) => first + n - 1),
      );
      // Nothing beyond, and nothing at it either: whoever asked expected more than there is.
      if (ends.length === 0 && end > 0 && end === expectedVersion && !(await this.isTaken(slot(stream, end))))
        return (await this.readStream(stream as StreamName)).length;
      if (ends.length === 0) return end;
      end = Math.max(...ends);
    }
  }

  private async isTaken(taken: string): Promise<boolean> {
    return (await this.collections.commits.exists({ slots: taken })) !== null;
  }

  private async conflictIn(parts: readonly CheckedPart[]): Promise<VersionConflict> {
    const ends = await Promise.all(parts.map((part) => this.endNear(part)));
    const at = Math.max(
      0,
      parts.findIndex(({ expectedVersion }, index) => expectedVersion !== ends[index]),
    );
    return new VersionConflict(parts[at]!.stream as StreamName, parts[at]!.expectedVersion, ends[at]!);
  }
}

function commitOf(id: CommandId, digest: Digest, parts: readonly CheckedPart[]): Commit {
  return {
    _id: id,
    digest,
    parts: parts.map(({ stream, expectedVersion, texts }) => ({ stream, first: expectedVersion + 1, n: texts.length })),
    slots: parts.flatMap(({ stream, expectedVersion, texts }) =>
      texts.map((_, at) => slot(stream, expectedVersion + 1 + at)),
    ),
    events: parts.flatMap(({ texts }) => texts),
    n: parts.reduce((sum, { texts }) => sum + texts.length, 0),
    waiting: 1,
  };
}

function partsIn({ parts, events }: Commit) {
  let from = 0;
  return parts.map(({ stream, first, n }) => ({ stream, first, texts: events.slice(from, (from += n)) }));
}

const endOf = ({ expectedVersion, texts }: CheckedPart) => expectedVersion + texts.length;
const stored = (bytes: string): StoredEvent => ({ bytes, envelope: JSON.parse(bytes) as Envelope });

function soonest(change: Promise<void>, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    void change.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
