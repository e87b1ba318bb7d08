import { describe, expect, it } from '@jest/globals';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { localDate, unitId } from '@tung-nha/kernel';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from './simulate.js';
import { spread } from './territory.js';

const villages = ['lang-a', 'lang-b'].map((unit) => ({
  unit: unitId.parse(unit),
  commune: unitId.parse('xa'),
  households: 20,
}));
const simulation = (seed: number) => ({
  seed,
  villages,
  from: localDate.parse('2023-06-01'),
  to: localDate.parse('2024-06-30'),
});

async function bytesOf(seed: number, runs: number): Promise<{ digest: string; events: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-simulator-'));
  const store = openSqliteEventStore({ folder });
  for (let run = 0; run < runs; run += 1) await simulate(store, simulation(seed));
  const hash = createHash('sha256');
  const bytes = (await store.readAll(0, 10_000)).map((event) => event.bytes).sort();
  for (const text of bytes) hash.update(text);
  await store.close();
  rmSync(folder, { recursive: true });
  return { digest: hash.digest('hex'), events: bytes.length };
}

describe('the simulator', () => {
  it('says the same for the same seed, and other things for another', async () => {
    const one = await bytesOf(1, 1);
    expect(await bytesOf(1, 1)).toEqual(one);
    expect((await bytesOf(2, 1)).digest).not.toBe(one.digest);
  });

  it('adds nothing when it is run once more', async () => {
    expect(await bytesOf(3, 2)).toEqual(await bytesOf(3, 1));
  });

  it('spreads a total by weight, leaving nobody out', () => {
    const parts = spread(1_891, [10, 1, 300, 0, 45]);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(1_891);
    expect(Math.min(...parts)).toBe(1);
  });
});
