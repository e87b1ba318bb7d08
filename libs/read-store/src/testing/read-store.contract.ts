import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Data, Document, Mutation, ReadModels, ReadStore } from '../read-store.js';

/** Opens the same models each time it is called; `drop` ends all of them. */
export interface OpenModels {
  open(): Promise<ReadModels>;
  drop(): Promise<void>;
}

const indexes = { counts: ['place'] };

const add = (position: number, id: string, n = 1, place = 'a'): Mutation => ({
  position,
  collection: 'counts',
  id,
  fold: (data) => ({ place, n: ((data?.['n'] as number | undefined) ?? 0) + n }),
});
const remove = (position: number, id: string): Mutation => ({
  position,
  collection: 'counts',
  id,
  fold: () => undefined,
});

/** What every adapter of the port guarantees (ARCHITECTURE §3). `runs` bounds the property tests. */
export function readStoreContract(name: string, create: () => Promise<OpenModels>, runs = 100): void {
  describe(`ReadStore contract: ${name}`, () => {
    let place: OpenModels;
    let models: ReadModels;
    let store: ReadStore;
    let generation = 1;
    beforeEach(async () => {
      place = await create();
      models = await place.open();
      store = await models.open('model', generation, indexes);
    });
    afterEach(async () => {
      await models.close();
      await place.drop();
      generation = 1;
    });
    const reopen = async () => {
      await models.close();
      models = await place.open();
      store = await models.open('model', 1, indexes);
    };
    const n = async (id: string) => (await store.get(`counts`, id))?.['n'];

    describe('applyBatch', () => {
      it('folds each mutation and moves the checkpoint', async () => {
        await store.applyBatch('lane', 3, [add(1, 'x'), add(2, 'y', 5), add(3, 'x', 2)]);
        expect([await n('x'), await n('y'), await store.checkpoint('lane')]).toEqual([3, 5, 3]);
      });

      it('changes nothing when it comes again, whole or in part', async () => {
        await store.applyBatch('lane', 3, [add(1, 'x'), add(3, 'x')]);
        await store.applyBatch('lane', 1, [add(1, 'x')]);
        await store.applyBatch('lane', 3, [add(1, 'x'), add(3, 'x')]);
        expect([await n('x'), await store.checkpoint('lane')]).toEqual([2, 3]);
      });

      it('keeps lanes apart', async () => {
        await store.applyBatch('one', 5, [add(5, 'x')]);
        await store.applyBatch('two', 2, [add(2, 'x', 10)]);
        expect(await n('x')).toBe(11);
        expect(await store.checkpoints()).toEqual({ one: 5, two: 2 });
      });

      it('does not bring back what was deleted when an old mutation comes again', async () => {
        await store.applyBatch('lane', 1, [add(1, 'x')]);
        await store.applyBatch('lane', 2, [remove(2, 'x')]);
        await store.applyBatch('lane', 2, [add(1, 'x'), remove(2, 'x')]);
        expect(await n('x')).toBeUndefined();
        await store.applyBatch('lane', 3, [add(3, 'x', 4)]);
        expect(await n('x')).toBe(4);
      });

      it('moves the checkpoint over events that change nothing', async () => {
        await store.applyBatch('lane', 7, []);
        expect(await store.checkpoint('lane')).toBe(7);
      });

      it('refuses two mutations of one document at one position, and one above the end, whole', async () => {
        await expect(store.applyBatch('lane', 2, [add(1, 'y'), add(2, 'x'), add(2, 'x')])).rejects.toThrow(RangeError);
        await expect(store.applyBatch('lane', 1, [add(1, 'y'), add(2, 'x')])).rejects.toThrow(RangeError);
        expect([await n('y'), await store.checkpoint('lane')]).toEqual([undefined, 0]);
      });

      it('gives the same documents whatever the batches, repeats and restarts (P6)', async () => {
        const anyMutation = fc.oneof(
          fc.record({ id: fc.constantFrom('x', 'y', 'z'), n: fc.integer({ min: -3, max: 3 }) }),
          fc.record({ id: fc.constantFrom('x', 'y', 'z'), n: fc.constant(undefined) }),
        );
        const anyCuts = fc.array(fc.record({ back: fc.nat(4), forth: fc.nat(5) }), { maxLength: 12 });
        await fc.assert(
          fc.asyncProperty(fc.array(anyMutation, { maxLength: 20 }), anyCuts, async (log, cuts) => {
            const mutations = log.map(({ id, n: by }, at) =>
              by === undefined ? remove(at + 1, id) : add(at + 1, id, by),
            );
            generation += 1;
            const other = await models.open('model', generation, indexes);
            let reached = 0;
            for (const { back, forth } of [...cuts, { back: 0, forth: mutations.length }]) {
              const from = Math.max(0, reached - back);
              reached = Math.min(mutations.length, reached + forth);
              await other.applyBatch('lane', reached, mutations.slice(from, reached));
            }
            expect(await allOf(other)).toEqual(plainFold(mutations));
            await models.drop('model', generation);
          }),
          { numRuns: runs, seed: 7 },
        );
      });
    });

    describe('reading', () => {
      beforeEach(async () => {
        await store.applyBatch('lane', 4, [add(1, 'c'), add(2, 'a', 1, 'b'), add(3, 'b'), add(4, 'd')]);
      });

      it('gets many in the order asked, without those that are not there', async () => {
        const found = await store.getMany('counts', ['d', 'none', 'a']);
        expect(found.map(({ id }) => id)).toEqual(['d', 'a']);
      });

      it('lists and finds by id, page by page', async () => {
        expect(idsOf(await store.list('counts', { limit: 2 }))).toEqual(['a', 'b']);
        expect(idsOf(await store.list('counts', { after: 'b', limit: 9 }))).toEqual(['c', 'd']);
        expect(idsOf(await store.find('counts', 'place', 'a', { limit: 2 }))).toEqual(['b', 'c']);
        expect(idsOf(await store.find('counts', 'place', 'a', { after: 'c', limit: 2 }))).toEqual(['d']);
      });

      it('refuses a field without a declared index and a page that is too long', async () => {
        await expect(store.find('counts', 'n', '1', { limit: 1 })).rejects.toThrow(RangeError);
        await expect(store.list('counts', { limit: 10_001 })).rejects.toThrow(RangeError);
      });

      it('finds everything after it was opened again', async () => {
        const before = await store.digest();
        await reopen();
        expect(await store.digest()).toBe(before);
        expect(await store.checkpoint('lane')).toBe(4);
      });
    });

    describe('the digest', () => {
      it('covers documents by id, whatever way they came about', async () => {
        await store.applyBatch('lane', 2, [add(1, 'x'), add(2, 'y', 2)]);
        const other = await models.open('model', 2, indexes);
        await other.applyBatch('elsewhere', 9, [add(8, 'y', 2)]);
        await other.applyBatch('lane', 5, [add(3, 'z'), add(4, 'x')]);
        expect(await other.digest()).not.toBe(await store.digest());
        await other.applyBatch('lane', 6, [remove(6, 'z')]);
        expect(await other.digest()).toBe(await store.digest());
      });
    });

    describe('generations', () => {
      const documents = [
        { collection: 'counts', document: { id: 'x', data: { place: 'a', n: 3 } } },
        { collection: 'counts', document: { id: 'y', data: { place: 'b', n: 5 } } },
      ];

      it('are filled at once and go on from their checkpoints', async () => {
        const next = await models.open('model', 2, indexes);
        await next.load(stream(documents), { lane: 5 });
        await next.applyBatch('lane', 6, [add(5, 'x'), add(6, 'x')]);
        expect((await next.get('counts', 'x'))?.['n']).toBe(4);
        expect(idsOf(await next.find('counts', 'place', 'b', { limit: 5 }))).toEqual(['y']);
        expect(await next.checkpoints()).toEqual({ lane: 6 });
      });

      it('are filled only while they are empty', async () => {
        await store.applyBatch('lane', 1, []);
        await expect(store.load(stream(documents), { lane: 5 })).rejects.toThrow(RangeError);
      });

      it('are empty again when filling them broke off', async () => {
        const next = await models.open('model', 2, indexes);
        await expect(next.load(broken(documents), { lane: 5 })).rejects.toThrow('broke off');
        await reopen();
        const again = await models.open('model', 2, indexes);
        expect([await allOf(again), await again.checkpoints()]).toEqual([[], {}]);
        await again.load(stream(documents), { lane: 5 });
        expect(await allOf(again)).toHaveLength(2);
      });

      it('serve when they are switched to, also after a restart; the one that serves is not dropped', async () => {
        expect(await models.serving('model')).toBeUndefined();
        await models.open('model', 2, indexes);
        await models.switchTo('model', 2);
        await models.drop('model', 1);
        await models.close();
        models = await place.open();
        expect(await models.serving('model')).toBe(2);
        expect(await models.generations('model')).toEqual([2]);
        await expect(models.drop('model', 2)).rejects.toThrow(RangeError);
      });
    });
  });
}

const idsOf = (documents: readonly Document[]) => documents.map(({ id }) => id);
const allOf = (store: ReadStore) => store.list('counts', { limit: 1_000 });

async function* stream<Item>(items: readonly Item[]): AsyncIterable<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

async function* broken<Item>(items: readonly Item[]): AsyncIterable<Item> {
  yield* stream(items);
  throw new Error('broke off');
}

function plainFold(mutations: readonly Mutation[]): readonly Document[] {
  const documents = new Map<string, Data | undefined>();
  for (const { id, fold } of mutations) documents.set(id, fold(documents.get(id)));
  return [...documents]
    .flatMap(([id, data]) => (data ? [{ id, data }] : []))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
