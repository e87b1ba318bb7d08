import type { CommandId } from '@tung-nha/kernel';
import type { Collections, Commit, OrderedBatch } from './layout.js';
import { isDuplicate } from './layout.js';
import type { OrderLog } from './order-log.js';

type Waiting = Pick<Commit, '_id' | 'parts' | 'n' | 'waiting'>;

const COMMITS_PER_BATCH = 512;
const POSITIONS_KEPT = 10_000;
/** After a crash a server may have miscounted. */
const COUNT_TRUSTED_MS = 60_000;
const needed = { parts: 1, n: 1, waiting: 1 } as const;

/**
 * Gives positions. Any number of processes may do so at the same time, stop in the middle and wake again: each step may
 * be repeated, and batch k is inserted once (ARCHITECTURE §3).
 */
export class Sequencer {
  /** The batch up to which this one knows that every commit carries its position. */
  private marked = 0;
  /** Stored by this process since, so that looking through all that waits is left to a timer. */
  private readonly fresh = new Set<CommandId>();
  /** Last positions of what this one has put in order of late. */
  private readonly given = new Map<CommandId, number>();

  /** How many commits there were when none waited, and when that was: they are never deleted, so while there are no more, none waits. */
  private settled = { commits: -1, at: 0 };

  constructor(
    private readonly collections: Collections,
    private readonly log: OrderLog,
  ) {}

  add(commandId: CommandId): void {
    this.fresh.add(commandId);
  }

  /** Where the command ended, if it was this process that put it in order, and not long ago. */
  positionOf = (commandId: CommandId): number | undefined => this.given.get(commandId);

  isFresh = (commandId: CommandId): boolean => this.fresh.has(commandId);

  /**
   * One batch of what is known to wait, or of all that waits.
   * Returns how many events it put in order; 0 when nothing waits, -1 when another was faster.
   */
  async step(all: boolean): Promise<number> {
    const known = [...this.fresh].slice(0, COMMITS_PER_BATCH);
    if (known.length === 0 && !all) return 0;
    await this.log.readOn();
    const commits = all ? await this.collections.commits.estimatedDocumentCount() : undefined;
    if (
      known.length === 0 &&
      commits === this.settled.commits &&
      performance.now() - this.settled.at < COUNT_TRUSTED_MS
    )
      return 0;
    // Held fast: a reader of this process may read on meanwhile, and what waited then is in a batch by now.
    const { batch: last, head } = this.log;
    await this.mark(last);
    const waiting = await this.waiting(all ? undefined : known);
    const stillWaiting = new Set(waiting.map(({ _id }) => _id));
    for (const id of known) if (!stillWaiting.has(id)) this.fresh.delete(id);
    if (waiting.length === 0) {
      // Counted before looking: what came between is one more.
      if (commits !== undefined) this.settled = { commits, at: performance.now() };
      return 0;
    }

    const entries = inStreamOrder(waiting).map(({ _id, n }) => [_id, n] as const);
    const events = entries.reduce((sum, [, n]) => sum + n, 0);
    const batch: OrderedBatch = { _id: last + 1, first: head + 1, last: head + events, entries };
    try {
      await this.collections.order.collection.insertOne(batch as never);
    } catch (error) {
      if (isDuplicate(error)) return -1;
      throw error;
    }
    this.log.add(batch);
    this.remember(batch);
    for (const id of stillWaiting) this.fresh.delete(id);
    await this.markAll(batch);
    return events;
  }

  private remember({ first, entries }: OrderedBatch): void {
    let end = first - 1;
    for (const [id, n] of entries) this.given.set(id, (end += n));
    for (const id of this.given.keys()) {
      if (this.given.size <= POSITIONS_KEPT) return;
      this.given.delete(id);
    }
  }

  /** Whoever inserted the last batch may have died before it marked its commits: they would be put in order twice. */
  private async mark(last: number): Promise<void> {
    if (this.marked >= last) return;
    const batch = await this.log.get(last);
    if (batch) await this.markAll(batch);
  }

  private async markAll({ _id, first, entries }: OrderedBatch): Promise<void> {
    let position = first;
    const operations = entries.map(([id, n]) => {
      const update = { $set: { position }, $unset: { waiting: 1 as const } };
      position += n;
      return { updateOne: { filter: { _id: id }, update } };
    });
    await this.collections.commits.collection.bulkWrite(operations, { ordered: false });
    this.marked = Math.max(this.marked, _id);
  }

  /** Those that wait of the known or of all, and with each of them the waiting ones before it in its streams, which a scan may miss. */
  private async waiting(known: readonly CommandId[] | undefined): Promise<readonly Waiting[]> {
    const { commits } = this.collections;
    const asked = known ? commits.find({ _id: { $in: [...known] } }, needed) : commits.find({ waiting: 1 }, needed);
    const read = await asked.limit(COMMITS_PER_BATCH).lean<Waiting[]>();
    const scanned = read.filter(({ waiting }) => waiting !== undefined);
    const found = new Map(scanned.map((commit) => [commit._id, commit]));
    for (let added = scanned; added.length > 0;) {
      const ends = new Set(
        [...found.values()].flatMap(({ parts }) => parts.map(({ stream, first, n }) => slot(stream, first + n - 1))),
      );
      const before = added
        .flatMap(({ parts }) =>
          parts.filter(({ first }) => first > 1).map(({ stream, first }) => slot(stream, first - 1)),
        )
        .filter((end) => !ends.has(end));
      const earlier =
        before.length === 0 ? [] : await commits.find({ slots: { $in: before } }, needed).lean<Waiting[]>();
      added = earlier.filter(({ _id, waiting }) => waiting !== undefined && !found.has(_id));
      for (const commit of added) found.set(commit._id, commit);
    }
    return [...found.values()];
  }
}

export const slot = (stream: string, version: number) => `${stream}@${version}`;

/** Every commit after those that stand before it in one of its streams. */
function inStreamOrder(commits: readonly Waiting[]): Waiting[] {
  const byEnd = new Map(
    commits.flatMap((commit) =>
      commit.parts.map(({ stream, first, n }) => [slot(stream, first + n - 1), commit] as const),
    ),
  );
  const ordered = new Set<Waiting>();
  for (const root of commits) {
    // Walked with a stack of its own: a stream of ten thousand waiting commits must not be a call depth.
    const path = [root];
    for (let commit = path.at(-1); commit; commit = path.at(-1)) {
      const earlier = commit.parts
        .map(({ stream, first }) => byEnd.get(slot(stream, first - 1)))
        .find((before) => before !== undefined && !ordered.has(before));
      if (earlier && !ordered.has(commit)) path.push(earlier);
      else {
        ordered.add(commit);
        path.pop();
      }
    }
  }
  return [...ordered];
}
