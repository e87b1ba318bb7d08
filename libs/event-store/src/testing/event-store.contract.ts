import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canonicalJson, type StreamName } from '@tung-nha/kernel';
import { CommandIdReused, type EventStore, LIMITS, type SequencedEvent, VersionConflict } from '../event-store.js';
import { command, digest, part } from './events-for.js';

/** Opens the same store each time it is called; `drop` ends all of it. */
export interface OpenStore {
  open(): Promise<EventStore>;
  drop(): Promise<void>;
}

const SOON_MS = 5_000;

/** What every adapter of the port guarantees (ARCHITECTURE §3). */
export function eventStoreContract(name: string, create: () => Promise<OpenStore>): void {
  describe(`EventStore contract: ${name}`, () => {
    let place: OpenStore;
    let store: EventStore;
    beforeEach(async () => {
      place = await create();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.drop();
    });

    const append = (key: string, ...parts: Parameters<EventStore['append']>[2]) =>
      store.append(command(key), digest(key), parts);
    const sequenced = (key: string) => store.positionOf(command(key), SOON_MS);
    const versionsOf = async (stream: StreamName) =>
      (await store.readStream(stream)).map(({ envelope }) => envelope.streamversion);

    describe('append', () => {
      it('answers with the new version of each stream, and what it stored is read at once', async () => {
        expect(await append('a', part('s/1', 0, 2), part('s/2', 0, 1))).toEqual([2, 1]);
        expect(await versionsOf('s/1')).toEqual([1, 2]);
      });

      it('stores all parts or none', async () => {
        await append('a', part('s/1', 0));
        await expect(append('b', part('s/2', 0), part('s/1', 0))).rejects.toThrow(VersionConflict);
        expect(await store.readStream('s/2')).toEqual([]);
        expect(await append('c', part('s/2', 0))).toEqual([1]);
      });

      it.each([0, 1, 3, 9])('refuses version %i where the stream ends at 2', async (expected) => {
        await append('a', part('s/1', 0, 2));
        await expect(append('b', part('s/1', expected))).rejects.toMatchObject({ stream: 's/1', currentVersion: 2 });
        expect(await versionsOf('s/1')).toEqual([1, 2]);
      });

      it.each([0, 5, 100, 104, 106, 400])('refuses version %i where a long stream ends at 105', async (expected) => {
        for (let at = 0; at < 105; at += 5) await append(`a${at}`, part('s/1', at, 5));
        await expect(append('b', part('s/1', expected))).rejects.toMatchObject({ currentVersion: 105 });
      });

      it('refuses alone: others of the same moment go on', async () => {
        await append('a', part('s/1', 0));
        const outcomes = await Promise.allSettled([
          append('b', part('s/1', 0)),
          append('c', part('s/1', 1)),
          append('d', part('s/2', 0)),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      });

      it('lets one win where many expect the same version (X6)', async () => {
        const racers = Array.from({ length: 16 }, (_, n) => append(`r${n}`, part('s/1', 0, 1, `r${n}`)));
        const outcomes = await Promise.allSettled(racers);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await versionsOf('s/1')).toEqual([1]);
      });

      it('refuses what is empty, doubled, over the limits or does not fit its stream', async () => {
        const many = LIMITS.eventsPerAppend + 1;
        const wide = part('s/1', 0, 2, 'ổ'.repeat(LIMITS.bytesPerAppend / 5));
        const misfit = { ...part('s/1', 0), stream: 's/2' as const };
        const misplaced = { ...part('s/1', 0), expectedVersion: 1 };
        for (const parts of [[], [{ ...part('s/1', 0), events: [] }], [part('s/1', 0), part('s/1', 1)]])
          await expect(append('a', ...parts)).rejects.toThrow(RangeError);
        for (const one of [part('s/1', 0, many), wide, misfit, misplaced, { ...part('s/1', 0), expectedVersion: -1 }])
          await expect(append('a', one)).rejects.toThrow(RangeError);
        expect(await store.head()).toBe(0);
      });
    });

    describe('a command that comes again (X6)', () => {
      it('gets the same answer, whatever the stream has become, and stores nothing', async () => {
        await append('a', part('s/1', 0, 2));
        await append('b', part('s/1', 2));
        expect(await append('a', part('s/1', 3, 2))).toEqual([2]);
        expect(await store.answerTo(command('a'), digest('a'))).toEqual([2]);
        expect(await versionsOf('s/1')).toEqual([1, 2, 3]);
      });

      it('is stored once when it comes many times at once', async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => append('a', part('s/1', 0, 2))));
        expect(new Set(answers.map(String))).toEqual(new Set(['2']));
        expect(await versionsOf('s/1')).toEqual([1, 2]);
      });

      it('is refused with another request', async () => {
        await append('a', part('s/1', 0));
        await expect(store.append(command('a'), digest('other'), [part('s/1', 1)])).rejects.toThrow(CommandIdReused);
        await expect(store.answerTo(command('a'), digest('other'))).rejects.toThrow(CommandIdReused);
      });

      it('is new when it was refused before', async () => {
        await expect(append('a', part('s/1', 4))).rejects.toThrow(VersionConflict);
        expect(await store.answerTo(command('a'), digest('a'))).toBeUndefined();
        expect(await append('a', part('s/1', 0))).toEqual([1]);
      });

      it('is known after the store was opened again', async () => {
        await append('a', part('s/1', 0));
        await store.close();
        store = await place.open();
        expect(await store.answerTo(command('a'), digest('a'))).toEqual([1]);
        await expect(append('b', part('s/1', 0))).rejects.toThrow(VersionConflict);
      });
    });

    describe('positions', () => {
      it('are given to every event, from 1 without gaps, streams in their order', async () => {
        await Promise.all([0, 1, 2, 3].map((n) => append(`a${n}`, part(`s/${n}`, 0, 3))));
        await Promise.all([0, 1, 2, 3].map((n) => append(`b${n}`, part(`s/${n}`, 3, 2))));
        await Promise.all([0, 1, 2, 3].map((n) => sequenced(`b${n}`)));

        const all = await store.readAll(0, 100);
        expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
        for (const n of [0, 1, 2, 3]) expect(versionsIn(all, `s/${n}`)).toEqual([1, 2, 3, 4, 5]);
        expect(await store.head()).toBe(20);
      });

      it('keep the events of one append together', async () => {
        await Promise.all([0, 1, 2].map((n) => append(`a${n}`, part(`s/${n}`, 0, 4), part(`t/${n}`, 0, 2))));
        await Promise.all([0, 1, 2].map((n) => sequenced(`a${n}`)));
        const owners = (await store.readAll(0, 100)).map(({ envelope }) => envelope.subject.slice(2));
        expect(owners.filter((owner, at) => owner !== owners[at - 1])).toHaveLength(3);
      });

      it('of a command is that of its last event; none for a command never heard of', async () => {
        await append('a', part('s/1', 0, 3));
        expect(await sequenced('a')).toBe(3);
        expect(await store.positionOf(command('never'), 50)).toBeUndefined();
      });

      it('never show a gap to one who reads all the time', async () => {
        let writing = true;
        const seen: number[] = [];
        const reader = (async () => {
          for (let after = 0; writing || after < (await store.head());) {
            const page = await store.readAll(after, 7);
            seen.push(...page.map(({ position }) => position));
            after = page.at(-1)?.position ?? after;
            if (page.length === 0) await new Promise((done) => setImmediate(done));
          }
        })();
        await Promise.all(
          Array.from({ length: 8 }, async (_, writer) => {
            for (let n = 0; n < 12; n += 1) await append(`${writer}/${n}`, part(`w/${writer}`, n));
            await sequenced(`${writer}/11`);
          }),
        );
        writing = false;
        await reader;
        expect(seen).toEqual(Array.from({ length: 96 }, (_, n) => n + 1));
      });
    });

    describe('reading', () => {
      it('gives the bytes as they were stored, in canonical form', async () => {
        const { events } = part('s/1', 0, 1, 'Tổ công nghệ số');
        await store.append(command('a'), digest('a'), [{ stream: 's/1', expectedVersion: 0, events }]);
        await sequenced('a');
        const [fromStream] = await store.readStream('s/1');
        const [fromAll] = await store.readAll(0, 1);
        expect(fromStream!.bytes).toBe(canonicalJson(events[0]!));
        expect(fromAll!.bytes).toBe(fromStream!.bytes);
        expect(fromAll!.envelope).toEqual(events[0]);
      });

      it('pages by position and limit, and refuses a page that is too large', async () => {
        await append('a', part('s/1', 0, 5));
        await sequenced('a');
        const page = await store.readAll(2, 2);
        expect(page.map(({ position }) => position)).toEqual([3, 4]);
        expect(await store.readAll(5, 10)).toEqual([]);
        await expect(store.readAll(0, LIMITS.eventsPerPage + 1)).rejects.toThrow(RangeError);
      });

      it('knows nothing of a stream nobody wrote', async () => {
        expect(await store.readStream('s/none')).toEqual([]);
        expect(await store.head()).toBe(0);
      });

      it('finds everything after it was opened again', async () => {
        await append('a', part('s/1', 0, 2));
        await sequenced('a');
        await store.close();
        store = await place.open();
        expect(await versionsOf('s/1')).toEqual([1, 2]);
        expect(await append('b', part('s/1', 2))).toEqual([3]);
        expect(await sequenced('b')).toBe(3);
      });
    });

    it('tells who listens that there is more to read, until they stop', async () => {
      let heard = 0;
      const first = new Promise<void>((resolve) => {
        const stop = store.onAppend(() => {
          heard += 1;
          stop();
          resolve();
        });
      });
      await append('a', part('s/1', 0));
      await first;
      await append('b', part('s/1', 1));
      await sequenced('b');
      expect(heard).toBe(1);
    });
  });
}

const versionsIn = (events: readonly SequencedEvent[], stream: string) =>
  events.filter(({ envelope }) => envelope.subject === stream).map(({ envelope }) => envelope.streamversion);
