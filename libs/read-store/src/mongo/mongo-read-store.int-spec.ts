import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import type { Mutation } from '../read-store.js';
import { readStoreContract } from '../testing/index.js';
import { openMongoReadModels } from './index.js';

const uri = process.env['MONGODB_URI'];

async function newDatabase() {
  const database = `t-${randomUUID()}`;
  const open = () => openMongoReadModels({ uri: uri!, database, documentsPerWrite: 2 });
  const drop = async () => {
    const connection = await mongoose.createConnection(uri!, { dbName: database }).asPromise();
    await connection.dropDatabase();
    await connection.close();
  };
  return { open, drop };
}

if (uri) readStoreContract('MongoDB protocol', newDatabase, 30);

const add = (position: number, id: string): Mutation => ({
  position,
  collection: 'counts',
  id,
  fold: (data) => ({ n: Number(data?.['n'] ?? 0) + 1 }),
});

(uri ? describe : describe.skip)(
  'MongoDB read store (skipped without a server: MONGODB_URI, or Java and Maven)',
  () => {
    it('counts every event once when several processes write the same documents at once', async () => {
      const place = await newDatabase();
      const processes = await Promise.all([place.open(), place.open(), place.open()]);
      const stores = await Promise.all(processes.map((models) => models.open('model', 1, {})));
      const mutations = Array.from({ length: 60 }, (_, n) => add(n + 1, `d${n % 4}`));
      await Promise.all(
        stores.flatMap((store) =>
          ['one', 'two'].map(async (lane) => {
            for (let upTo = 20; upTo <= 60; upTo += 20) await store.applyBatch(lane, upTo, mutations.slice(0, upTo));
          }),
        ),
      );
      const counted = await stores[0]!.list('counts', { limit: 10 });
      expect(counted.map(({ data }) => data['n'])).toEqual([30, 30, 30, 30]);
      expect(await stores[1]!.checkpoints()).toEqual({ one: 60, two: 60 });
      await Promise.all(processes.map((models) => models.close()));
      await place.drop();
    });

    it('leaves a batch that broke off between two documents to be finished by whoever comes next', async () => {
      const place = await newDatabase();
      const models = await place.open();
      const store = await models.open('model', 1, {});
      const batch = ['a', 'b', 'c', 'd', 'e'].map((id, at) => add(at + 1, id));
      const broken = batch.map((mutation, at) => ({
        ...mutation,
        fold:
          at === 4
            ? () => {
                throw new Error('died here');
              }
            : mutation.fold,
      }));
      await expect(store.applyBatch('lane', 5, broken)).rejects.toThrow('died here');
      expect(await store.checkpoint('lane')).toBe(0);
      expect(await store.list('counts', { limit: 9 })).toHaveLength(4);
      await store.applyBatch('lane', 5, batch);
      expect((await store.list('counts', { limit: 9 })).map(({ data }) => data['n'])).toEqual([1, 1, 1, 1, 1]);
      expect(await store.checkpoint('lane')).toBe(5);
      await models.close();
      await place.drop();
    });
  },
);
