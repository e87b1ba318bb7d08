import type { ReadStore } from '@tung-nha/read-store';
import { type Chance, chanceOf } from './chance.js';
import { startChild } from './child.js';
import { type Consuming, LANE, MODEL, NOW } from './consuming.js';
import { countingMutations, numberIn } from './counting.js';
import { command, digest, part } from './events.js';
import { type Address, openModels, openStore } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const KILLS = 200;
const CONTROL_KILLS = 20;
const EVENTS_PER_KILL = 150;
const EVENTS_PER_APPEND = 500;
const FOLDS_PER_LIFE = 200;
const BATCHES_PER_LIFE = 8;
const SEQUENCED_WITHIN_MS = 60_000;

/** A consumer killed between its effect and its checkpoint has counted each event once in the end. */
export const l14: Trial = {
  name: 'L14',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    duplicate_effects: exactly(0),
    missed: exactly(0),
    behind: exactly(0),
    control_duplicate_effects: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const kills = sized(KILLS, scale);
    const real = await killAgainAndAgain(await place(), false, kills, seed);
    const controlKills = Math.min(Math.max(kills, 3), CONTROL_KILLS);
    const control = await killAgainAndAgain(await place(), true, controlKills, seed);
    return { kills, ...real, control_duplicate_effects: control.duplicate_effects };
  },
};

async function killAgainAndAgain(address: Address, twin: boolean, kills: number, seed: number) {
  const events = await fill(address, (kills + 1) * EVENTS_PER_KILL);
  const chance = chanceOf(seed, Number(twin));
  for (let kill = 0; kill < kills; kill += 1) {
    const signal = await oneLife({ address, twin, seed: seed + kill, death: deathOf(kill, chance) });
    if (signal !== 'SIGKILL') throw new Error(`life ${kill + 1} was not ended by its kill`);
  }
  if ((await oneLife({ address, twin, seed })) !== null) throw new Error('the last life was killed');

  const models = await openModels(address);
  const effects = await compareCounts(await models.open(MODEL, 1, {}), events);
  await models.close();
  return { events, ...effects };
}

/** In turn inside of the effect, between two batches, and wherever a signal from outside arrives. */
function deathOf(kill: number, chance: Chance): Consuming['death'] {
  const where = (['in-fold', 'after-batch', 'from-outside'] as const)[kill % 3]!;
  return { where, at: 1 + chance(where === 'after-batch' ? BATCHES_PER_LIFE : FOLDS_PER_LIFE) };
}

async function oneLife(settings: Consuming): Promise<NodeJS.Signals | null> {
  const { code, signal } = await startChild({
    program: 'consumer',
    settings,
    onLine: (line, child) => {
      if (line === NOW) child.kill('SIGKILL');
    },
  }).ended;
  if (signal === null && code !== 0) throw new Error(`the consumer ended with ${code}`);
  return signal;
}

async function fill(address: Address, events: number): Promise<number> {
  const eventStore = await openStore(address);
  let key = '';
  for (let end = 0; end < events; end += EVENTS_PER_APPEND) {
    key = `stored-${end}`;
    const count = Math.min(EVENTS_PER_APPEND, events - end);
    await eventStore.append(command(key), digest(key), [part('counted/1', end, count, key)]);
  }
  const last = await eventStore.positionOf(command(key), SEQUENCED_WITHIN_MS);
  await eventStore.close();
  if (last !== events) throw new Error(`position ${last} of ${events}`);
  return events;
}

/** What the model counted, against what the mutations of so many events say. */
export async function compareCounts(model: ReadStore, events: number) {
  const wanted = new Map<string, number>();
  for (let position = 1; position <= events; position += 1)
    for (const { id } of countingMutations(LANE, position)) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  const found = new Map((await model.list('counts', { limit: 1_000 })).map(({ id, data }) => [id, data]));
  let duplicates = 0;
  let missed = 0;
  for (const [id, times] of wanted) {
    const counted = numberIn(found.get(id), `${LANE}.n`);
    duplicates += Math.max(0, counted - times);
    missed += Math.max(0, times - counted);
  }
  return { duplicate_effects: duplicates, missed, behind: events - (await model.checkpoint(LANE)) };
}
