import { describe, expect, it } from '@jest/globals';
import type { StreamName } from '@tung-nha/kernel';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from './event-store.js';
import { openMongoEventStore } from './mongo/index.js';
import { openSqliteEventStore } from './sqlite/index.js';
import { command, digest, part } from './testing/index.js';

const uri = process.env['MONGODB_URI'];

/** What is asked of both stores; versions are near the end, mostly right, sometimes not. */
const anyStep = fc.record({
  key: fc.nat(30),
  body: fc.nat(1),
  stream: fc.nat(3),
  other: fc.option(fc.nat(3)),
  off: fc.constantFrom(0, 0, 0, 0, -1, 1),
  count: fc.integer({ min: 1, max: 3 }),
});
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

async function play(store: EventStore, steps: readonly Step[]) {
  const answers: unknown[] = [];
  const ends = new Map<string, number>();
  for (const { key, body, stream, other, off, count } of steps) {
    const names = [...new Set([stream, other ?? stream])].map((n): StreamName => `s/${n}`);
    const parts = names.map((name) => part(name, Math.max(0, (ends.get(name) ?? 0) + off), count, `${key}`));
    const answer = await store.append(command(`${key}`), digest(`${key} ${body}`), parts).then(
      (versions) => versions,
      (error: Error) => [error.name, error.message],
    );
    answers.push(answer);
    for (const name of names) ends.set(name, (await store.readStream(name)).length);
  }
  const total = [...ends.values()].reduce((sum, end) => sum + end, 0);
  while ((await store.head()) < total) await new Promise((resolve) => setImmediate(resolve));
  const all = await store.readAll(0, 10_000);
  return {
    answers,
    streams: await Promise.all(
      [...ends.keys()]
        .sort()
        .map(async (name) => (await store.readStream(name as StreamName)).map(({ bytes }) => bytes)),
    ),
    positions: all.map(({ position }) => position),
    events: all.map(({ bytes }) => bytes).sort(),
  };
}

(uri ? describe : describe.skip)(
  'SQLite and MongoDB (skipped without a server: MONGODB_URI, or Java and Maven)',
  () => {
    it('answer the same to the same random workload, and hold the same bytes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
          const folder = mkdtempSync(join(tmpdir(), 'tung-nha-differential-'));
          const sqlite = openSqliteEventStore({ folder });
          const mongo = await openMongoEventStore({ uri: uri!, database: `d-${randomUUID()}`, pollMs: 20 });
          const [one, other] = await Promise.all([play(sqlite, steps), play(mongo, steps)]);
          await Promise.all([sqlite.close(), mongo.close()]);
          rmSync(folder, { recursive: true });
          expect(other).toEqual(one);
        }),
        { numRuns: 25 },
      );
    }, 120_000);
  },
);
