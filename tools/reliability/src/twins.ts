import { type Digest, type EventStore, type Part, type SequencedEvent, VersionConflict } from '@tung-nha/event-store';
import { canonicalJson, type CommandId, deriveId } from '@tung-nha/kernel';
import type { ReadStore } from '@tung-nha/read-store';
import { type Chance, turn, turns } from './chance.js';

// Stores with one planted bug each, all of them shipped by someone once (RELIABILITY): the controls.

const through = (store: EventStore): EventStore => ({
  append: (id, digest, parts) => store.append(id, digest, parts),
  answerTo: (id, digest) => store.answerTo(id, digest),
  positionOf: (id, withinMs) => store.positionOf(id, withinMs),
  readStream: (stream) => store.readStream(stream),
  readAll: (after, limit) => store.readAll(after, limit),
  head: () => store.head(),
  onAppend: (listener) => store.onAppend(listener),
  close: () => store.close(),
});

/** Answers, then writes. */
export const acknowledgesEarly = (store: EventStore): EventStore => ({
  ...through(store),
  append: async (id, digest, parts) => {
    setImmediate(() => void store.append(id, digest, parts).catch(() => undefined));
    return parts.map(({ expectedVersion, events }) => expectedVersion + events.length);
  },
});

/** Gives positions when an append begins, shows them when it is committed; readers pass what is not there yet. */
export function earlyPositions(store: EventStore, chance: Chance): EventStore {
  let given = 0;
  const shown: (SequencedEvent | undefined)[] = [];
  return {
    ...through(store),
    append: async (id, digest, parts) => {
      const first = given + 1;
      const events = parts.flatMap((part) => part.events);
      given += events.length;
      await turns(chance(4));
      const versions = await store.append(id, digest, parts);
      events.forEach((envelope, n) => {
        shown[first + n] = { position: first + n, bytes: canonicalJson(envelope), envelope };
      });
      return versions;
    },
    readAll: async (after, limit) =>
      shown
        .slice(after + 1)
        .filter((event) => event !== undefined)
        .slice(0, limit),
    head: async () => Math.max(0, shown.length - 1),
  };
}

/** Looks at the end of the stream, then writes wherever the stream ends by then. */
export const checksThenWrites = (store: EventStore): EventStore => ({
  ...through(store),
  append: async (id, digest, parts) => {
    for (const { stream, expectedVersion } of parts) {
      const end = (await store.readStream(stream)).length;
      if (end !== expectedVersion) throw new VersionConflict(stream, expectedVersion, end);
    }
    await turn();
    return atTheEnd(store, id, digest, parts);
  },
});

const ATTEMPTS = 200;

async function atTheEnd(store: EventStore, id: CommandId, digest: Digest, parts: readonly Part[]) {
  let moved = parts;
  for (let attempt = 1; ; attempt += 1)
    try {
      return await store.append(id, digest, moved);
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
      moved = moved.map((part) => (part.stream === error.stream ? movedTo(part, error.currentVersion) : part));
    }
}

const movedTo = ({ stream, events }: Part, end: number): Part => ({
  stream,
  expectedVersion: end,
  events: events.map((event, n) => ({ ...event, streamversion: end + n + 1 })),
});

/** Keeps its answers in memory, and only once the append is done. */
export function forgetsAnswers(store: EventStore, session: string): EventStore {
  const answers = new Map<CommandId, readonly number[]>();
  let calls = 0;
  return {
    ...through(store),
    answerTo: async (id) => answers.get(id),
    append: async (id, digest, parts) => {
      calls += 1;
      const versions = await store.append(deriveId(id, session, calls) as CommandId, digest, parts);
      answers.set(id, versions);
      return versions;
    },
  };
}

/** Stores an append of several streams stream by stream: a refusal leaves the first ones changed. */
export const partByPart = (store: EventStore): EventStore => ({
  ...through(store),
  append: async (id, digest, parts) => {
    const versions: number[] = [];
    for (const [n, part] of parts.entries()) {
      const own = n === parts.length - 1 ? id : (deriveId(id, n) as CommandId);
      versions.push(...(await store.append(own, digest, [part])));
    }
    return versions;
  },
});

/** What a projection needs of its model. */
export type Applied = Pick<ReadStore, 'applyBatch' | 'checkpoint'>;

const UNSEEN = 'unseen';

/** Documents without a watermark of their own, written one by one, the lane's checkpoint last; the lane's is asked. */
export const plainWatermark = (model: ReadStore): Promise<Applied> =>
  withoutWatermarks(model, (lane) => model.checkpoint(lane));

/** Nothing is asked at all: what comes is counted. */
export const noWatermark = (model: ReadStore): Promise<Applied> => withoutWatermarks(model, async () => 0);

async function withoutWatermarks(model: ReadStore, seen: (lane: string) => Promise<number>): Promise<Applied> {
  // Every write gets a position that no document has seen, so that the real store's watermarks let all of them pass.
  let last = await model.checkpoint(UNSEEN);
  return {
    checkpoint: (lane) => model.checkpoint(lane),
    applyBatch: async (lane, upTo, mutations) => {
      const done = await seen(lane);
      for (const mutation of mutations.filter(({ position }) => position > done)) {
        last += 1;
        await model.applyBatch(UNSEEN, last, [{ ...mutation, position: last }]);
      }
      await model.applyBatch(lane, upTo, []);
    },
  };
}
