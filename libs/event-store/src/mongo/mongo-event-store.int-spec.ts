import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { command, digest, eventStoreContract, part } from '../testing/index.js';
import { openMongoEventStore } from './index.js';

const uri = process.env['MONGODB_URI'];

async function newDatabase() {
  const database = `t-${randomUUID()}`;
  const open = () => openMongoEventStore({ uri: uri!, database, pollMs: 50 });
  const drop = async () => {
    const connection = await mongoose.createConnection(uri!, { dbName: database }).asPromise();
    await connection.dropDatabase();
    await connection.close();
  };
  return { open, drop };
}

if (uri) eventStoreContract('MongoDB protocol', newDatabase);

(uri ? describe : describe.skip)(
  'MongoDB event store (skipped without a server: MONGODB_URI, or Java and Maven)',
  () => {
    it('gives every position once when several processes put in order, and read all the time', async () => {
      const place = await newDatabase();
      const stores = await Promise.all([place.open(), place.open(), place.open()]);
      let writing = true;
      const readers = stores.map(async (store) => {
        while (writing) await store.readAll(await store.head(), 10);
      });
      const appends = stores.flatMap((store, at) =>
        Array.from({ length: 4 }, async (_, writer) => {
          for (let n = 0; n < 15; n += 1) {
            const key = `${at}/${writer}/${n}`;
            await store.append(command(key), digest(key), [part(`w/${at}-${writer}`, n * 2, 2)]);
          }
          return store.positionOf(command(`${at}/${writer}/14`), 10_000);
        }),
      );
      const positions = await Promise.all(appends).finally(() => (writing = false));
      await Promise.all(readers);
      expect(positions.every((position) => position !== undefined)).toBe(true);
      const views = await Promise.all(stores.map((store) => store.readAll(0, 1_000)));
      for (const view of views) {
        expect(view.map(({ position }) => position)).toEqual(Array.from({ length: 360 }, (_, n) => n + 1));
        expect(view.map(({ bytes }) => bytes)).toEqual(views[0]!.map(({ bytes }) => bytes));
        const versions = new Map<string, number>();
        for (const { envelope } of view) {
          expect(envelope.streamversion).toBe((versions.get(envelope.subject) ?? 0) + 1);
          versions.set(envelope.subject, envelope.streamversion);
        }
      }
      await Promise.all(stores.map((store) => store.close()));
      await place.drop();
    });

    it('puts in order what a process left waiting when it died', async () => {
      const place = await newDatabase();
      const dying = await place.open();
      await dying.append(command('a'), digest('a'), [part('s/1', 0)]);
      await dying.close();
      const next = await place.open();
      expect(await next.positionOf(command('a'), 10_000)).toBe(1);
      await next.close();
      await place.drop();
    });
  },
);
