import { LIMITS } from '@tung-nha/event-store';
import { type Appending, keyOf, readAck } from './appending.js';
import { type Chance, chanceOf } from './chance.js';
import { startChild } from './child.js';
import { command, digest, noteOf, part } from './events.js';
import { type Address, openStore } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const CLIENTS = 64;
const KILLS = 200;
const CONTROL_KILLS = 20;
/** A life ends somewhere among its first so many acknowledgements. */
const ACKS_PER_LIFE = 1_000;
const SEQUENCED_WITHIN_MS = 60_000;

/** What was acknowledged before a kill -9 is there after it, and what a client then sends again is there once. */
export const l01: Trial = {
  name: 'L01',
  opens: ['event-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    lost: exactly(0),
    duplicate_effects: exactly(0),
    gaps: exactly(0),
    acknowledged: above(0),
    control_lost: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const kills = sized(KILLS, scale);
    // Clients that share streams meet conflicts and must know their own commands again by the id.
    const real = await killAgainAndAgain({ address: await place(), streams: 16 }, kills, chanceOf(seed, 1));
    const control = await killAgainAndAgain(
      { address: await place(), streams: CLIENTS, twin: 'acknowledges-early' },
      Math.min(kills, CONTROL_KILLS),
      chanceOf(seed, 2),
    );
    return { kills, clients: CLIENTS, ...real, control_lost: control.lost };
  },
};

type Life = Pick<Appending, 'address' | 'streams' | 'twin'>;

async function killAgainAndAgain(life: Life, kills: number, chance: Chance) {
  const next = Array.from({ length: CLIENTS }, () => 0);
  for (let kill = 0; kill < kills; kill += 1) await oneLife(life, next, 1 + chance(ACKS_PER_LIFE));
  const found = await countStored(life.address);
  const acknowledged = next.flatMap((count, client) => Array.from({ length: count }, (_, n) => keyOf(client, n)));
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((key) => !found.counts.has(key)).length,
    duplicate_effects: [...found.counts.values()].reduce((sum, count) => sum + count - 1, 0),
    gaps: found.gaps,
  };
}

/** Counts up in `next` what each client was told, until the process has told enough and is killed. */
async function oneLife(life: Life, next: number[], acks: number): Promise<void> {
  let left = acks;
  const settings: Appending = { ...life, next, commands: ACKS_PER_LIFE * 10 };
  const { ended } = startChild({
    program: 'appender',
    settings,
    onLine: (line, child) => {
      const [client, n] = readAck(line) ?? [];
      if (client === undefined) throw new Error(`unexpected: ${line}`);
      next[client] = n! + 1;
      left -= 1;
      if (left === 0) child.kill('SIGKILL');
    },
  });
  const { signal, code } = await ended;
  if (signal !== 'SIGKILL') throw new Error(`ended by itself with ${code}`);
}

async function countStored(address: Address) {
  const store = await openStore(address);
  const key = 'after-the-last-kill';
  await store.append(command(key), digest(key), [part('after/1', 0, 1, key)]);
  // Where positions come later, those of the killed come before this one.
  if ((await store.positionOf(command(key), SEQUENCED_WITHIN_MS)) === undefined) throw new Error('no position');
  const counts = new Map<string, number>();
  let gaps = 0;
  for (let after = 0; ;) {
    const page = await store.readAll(after, LIMITS.eventsPerPage);
    if (page.length === 0) break;
    for (const { position, envelope } of page) {
      gaps += position - after - 1;
      after = position;
      counts.set(noteOf(envelope), (counts.get(noteOf(envelope)) ?? 0) + 1);
    }
  }
  await store.close();
  return { counts, gaps };
}
