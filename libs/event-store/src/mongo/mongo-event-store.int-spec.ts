import { describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { command, digest, eventStoreContract, part } from '../testing/index.js';
import { openMongoEventStore } from './index.js';
import { openCollections } from './layout.js';
import { OrderLog } from './order-log.js';
import { Sequencer, slot } from './sequencer.js';

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

    it('looks through what waits only when there is more than when nothing waited, and then misses nothing', async () => {
      const collections = await openCollections(uri!, `t-${randomUUID()}`);
      const sequencer = new Sequencer(collections, new OrderLog(collections.order));
      const looks = jest.spyOn(collections.commits, 'find');
      /** As one leaves it that dies before it puts in order. */
      const leave = (id: string, stream: string) =>
        collections.commits.collection.insertOne({
          ...{ _id: id, digest: id, parts: [{ stream, first: 1, n: 1 }], slots: [slot(stream, 1)] },
          ...{ events: ['{}'], n: 1, waiting: 1 },
        } as never);
      try {
        for (const left of ['a', 'b']) {
          await leave(left, `s/${left}`);
          expect(await sequencer.step(true)).toBe(1);
          expect(await sequencer.step(true)).toBe(0);
          looks.mockClear();
          expect(await sequencer.step(true)).toBe(0);
          expect(looks).not.toHaveBeenCalled();
        }
      } finally {
        await collections.connection.dropDatabase();
        await collections.connection.close();
      }
    });
  },
);
