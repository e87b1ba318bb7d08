import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongoReadModels } from './mongo/index.js';
import type { Mutation, ReadModels } from './read-store.js';
import { openSqliteReadModels } from './sqlite/index.js';

const uri = process.env['MONGODB_URI'];

/** Positions may be old, doubled or far ahead; values are of every kind JSON has, names of every kind people have. */
const anyData = fc.record({
  place: fc.constantFrom('xã-a', 'phường-b', 'Tổ 1'),
  [`a.b $c`]: fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.constant(null),
  ),
});
const anyBatch = fc.record({
  lane: fc.constantFrom('team-organisation', 'field-activity/parked/household/h-1'),
  from: fc.nat(20),
  changes: fc.array(
    fc.record({
      collection: fc.constantFrom('counts', 'counts-2', 'z'),
      id: fc.constantFrom('a', 'a 2024-01', 'b/c', 'Ổ'),
      data: fc.option(anyData, { freq: 4, nil: undefined }),
    }),
    { maxLength: 6 },
  ),
});
type AnyBatch = typeof anyBatch extends fc.Arbitrary<infer B> ? B : never;

const indexes = { counts: ['place'], 'counts-2': ['place'] };

async function play(models: ReadModels, batches: readonly AnyBatch[]) {
  const store = await models.open('model', 1, indexes);
  const answers: unknown[] = [];
  for (const { lane, from, changes } of batches) {
    const mutations = changes.map(({ collection, id, data }, at): Mutation => ({
      position: from + at + 1,
      collection,
      id,
      fold: (known) => (data ? { ...data, times: Number(known?.['times'] ?? 0) + 1 } : undefined),
    }));
    answers.push(
      await store.applyBatch(lane, from + changes.length, mutations).then(
        () => 'done',
        (error: Error) => error.message,
      ),
    );
  }
  const page = { limit: 3 };
  for (const collection of ['counts', 'counts-2', 'z', 'none']) {
    answers.push(await store.list(collection, page), await store.list(collection, { after: 'a', limit: 9 }));
    answers.push(await store.getMany(collection, ['b/c', 'none', 'a']), await store.get(collection, 'Ổ'));
    answers.push(await store.find(collection, 'place', 'xã-a', page).catch((error: Error) => error.message));
  }
  answers.push(await store.checkpoints(), await store.digest());
  await models.close();
  return answers;
}

(uri ? describe : describe.skip)(
  'read models in SQLite and MongoDB (skipped without a server: MONGODB_URI, or Java and Maven)',
  () => {
    it('answer the same after the same random workload, with the same digest', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyBatch, { minLength: 1, maxLength: 12 }), async (batches) => {
          const folder = mkdtempSync(join(tmpdir(), 'tung-nha-differential-'));
          const sqlite = openSqliteReadModels({ folder });
          const mongo = await openMongoReadModels({ uri: uri!, database: `d-${randomUUID()}`, documentsPerWrite: 2 });
          const [one, other] = await Promise.all([play(sqlite, batches), play(mongo, batches)]);
          rmSync(folder, { recursive: true });
          expect(other).toEqual(one);
        }),
        { numRuns: 40, seed: 7 },
      );
    }, 120_000);
  },
);
