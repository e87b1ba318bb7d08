import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { addDays, localDate, type UnitId, unitId } from '@tung-nha/kernel';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInForce, membersOn, Province, type SimulatedVillage, simulate, spread } from './index.js';

const span = { from: localDate.parse('2023-06-01'), to: localDate.parse('2025-12-31') };
const founded = localDate.parse('2023-04-10');
const [old, successor] = [unitId.parse('xa-cu'), unitId.parse('xa-moi')];
const reform = localDate.parse('2025-07-01');
const villages = Array.from({ length: 6 }, (_, number): SimulatedVillage => ({
  unit: `lang-${number}` as UnitId,
  number,
  commune: old,
  founded,
  communes: [
    { from: founded, unit: old },
    { from: reform, unit: successor },
  ],
  households: 25,
}));
const communes = [
  { unit: old, number: 0, from: founded, to: reform },
  { unit: successor, number: 1, from: reform, to: null },
];
const provinceOf = (seed: number) => new Province({ seed, villages, communes, span });
const simulation = (seed: number) => ({ seed, villages, around: provinceOf(seed), ...span });

async function bytesOf(run: (store: EventStore) => Promise<void>): Promise<{ digest: string; types: Set<string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-simulator-'));
  const store = openSqliteEventStore({ folder });
  await run(store);
  const events = await store.readAll(0, 10_000);
  await store.close();
  rmSync(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const text of events.map((event) => event.bytes).sort()) hash.update(text);
  return { digest: hash.digest('hex'), types: new Set(events.map(({ envelope }) => envelope.type.split('.')[1]!)) };
}

describe('the simulator', () => {
  it('says the same for the same seed, other things for another, and leaves out nothing of a life', async () => {
    const one = await bytesOf(async (store) => void (await simulate(store, simulation(1))));
    const again = await bytesOf(async (store) => void (await simulate(store, simulation(1))));
    const other = await bytesOf(async (store) => void (await simulate(store, simulation(2))));
    expect(again.digest).toBe(one.digest);
    expect(other.digest).not.toBe(one.digest);
    expect([...one.types, ...other.types]).toEqual(
      expect.arrayContaining([
        ...['household-registered', 'household-moved', 'household-closed', 'citizen-joined', 'citizen-left'],
        ...['household-visited', 'citizen-guided', 'proficiency-confirmed', 'account-stated', 'record-withdrawn'],
        ...['care-need-stated', 'member-assigned', 'household-split-off'],
      ]),
    );
  });

  it('stopped anywhere, it is taken up with nothing recorded twice and nothing left out', async () => {
    class Stopped extends Error {}
    const whole = await bytesOf(async (store) => void (await simulate(store, simulation(3))));
    const taken = await bytesOf(async (store) => {
      for (const appends of [3, 40, 333]) {
        let left = appends;
        const failing: EventStore = Object.create(store, {
          append: {
            value: (...args: Parameters<EventStore['append']>) => {
              if ((left -= 1) < 0) throw new Stopped();
              return store.append(...args);
            },
          },
        }) as EventStore;
        await expect(simulate(failing, simulation(3))).rejects.toThrow(Stopped);
      }
      await simulate(store, simulation(3));
      // And once more, when all is there.
      await simulate(store, simulation(3));
    });
    expect(taken.digest).toBe(whole.digest);
  });

  it('teams have at most one leader a day, and end with their commune', () => {
    let [leaderless, members] = [0, 0];
    for (let seed = 0; seed < 60; seed += 1)
      for (const team of provinceOf(seed).teams) {
        for (let day = span.from; day < span.to; day = addDays(day, 97)) {
          const leaders = membersOn(team, day).filter(({ role, promoted }) =>
            promoted && promoted.on <= day ? promoted.role === 'leader' : role === 'leader',
          );
          expect(leaders.length).toBeLessThanOrEqual(1);
          if (isInForce(team, day) && leaders.length === 0) leaderless += 1;
        }
        expect(isInForce(team, reform)).toBe(team.unit !== old && team.establishedOn <= reform);
        members += team.members.length;
      }
    expect(leaderless).toBeGreaterThan(0);
    expect(members / (60 * 8)).toBeGreaterThan(6);
  });

  it('spreads a total by weight, leaving nobody out where it suffices', () => {
    const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);
    const parts = spread(1_891, [10, 1, 300, 0, 45]);
    expect([sum(parts), Math.min(...parts)]).toEqual([1_891, 1]);
    expect(spread(2, [1, 1, 4, 4]).map((part) => part <= 1)).toEqual([true, true, true, true]);
    expect(sum(spread(2, [1, 1, 4, 4]))).toBe(2);
  });
});
