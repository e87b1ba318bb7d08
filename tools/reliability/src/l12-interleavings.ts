import { canonicalJson } from '@tung-nha/kernel';
import type { Mutation, ReadStore } from '@tung-nha/read-store';
import { type Chance, chanceOf } from './chance.js';
import { count, remove } from './counting.js';
import { openModels } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';
import { type Applied, plainWatermark } from './twins.js';

const INTERLEAVINGS = 5_000;
const CONTROL_INTERLEAVINGS = 200;
const PER_MODEL = 50;
const PROJECTORS = 3;
const STEPS = 40;

/** Projectors that repeat, crash between any two writes and wake up late, on one model: no update lost, none twice. */
export const l12: Trial = {
  name: 'L12',
  opens: ['read-store'],
  stores: ['sqlite', 'mongo'],
  demands: { lost_updates: exactly(0), control_lost_updates: above(0) },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const interleavings = sized(INTERLEAVINGS, scale);
    const models = await openModels(await place());
    let generation = 0;
    const wrongOf = async (from: number, runs: number, twin: (model: ReadStore) => Promise<Applied>) => {
      let wrong = 0;
      for (let first = from; first < from + runs; first += PER_MODEL) {
        generation += 1;
        const model = await models.open('interleaved', generation, {});
        const applied = await twin(model);
        for (let run = first; run < Math.min(first + PER_MODEL, from + runs); run += 1)
          wrong += await interleave(model, applied, run, chanceOf(seed, run));
        await models.drop('interleaved', generation);
      }
      return wrong;
    };
    const lost = await wrongOf(1, interleavings, async (model) => model);
    const control = await wrongOf(1, Math.min(interleavings, CONTROL_INTERLEAVINGS), plainWatermark);
    await models.close();
    return { interleavings, lost_updates: lost, control_lost_updates: control };
  },
};

interface Projector {
  readonly lane: string;
  held: { readonly upTo: number; readonly mutations: readonly Mutation[] } | undefined;
}

/** How many documents are not what a plain fold of the log gives, after any order of steps and one clean catching up. */
async function interleave(model: ReadStore, applied: Applied, run: number, chance: Chance): Promise<number> {
  const collection = `run-${run}`;
  const logs = new Map(['one', 'two'].map((name) => [`${name}-${run}`, logOf(`${name}-${run}`, collection, chance)]));
  const lanes = [...logs.keys()];
  const projectors: Projector[] = lanes.flatMap((lane) =>
    Array.from({ length: PROJECTORS }, () => ({ lane, held: undefined })),
  );
  const fetch = async (projector: Projector, size: number) => {
    const from = await applied.checkpoint(projector.lane);
    const log = logs.get(projector.lane)!;
    const upTo = Math.min(log.length, from + size);
    projector.held = { upTo, mutations: log.slice(from, upTo) };
  };
  const apply = async (projector: Projector, crashAt: number) => {
    const { upTo, mutations } = projector.held!;
    // Beyond the batch's end there is no crash; one that did not crash may hand over the same batch again.
    if (chance(4) > 0) projector.held = undefined;
    await applied.applyBatch(projector.lane, upTo, crashing(mutations, crashAt)).catch(onlyCrash);
  };

  for (let step = 0; step < STEPS; step += 1) {
    const projector = projectors[chance(projectors.length)]!;
    if (!projector.held) await fetch(projector, 1 + chance(6));
    else if (chance(3) > 0) await apply(projector, chance(8));
    else {
      const others = projectors.filter(({ held }) => held);
      await Promise.all(others.map((one) => apply(one, chance(12))));
    }
  }
  for (const lane of lanes) {
    const log = logs.get(lane)!;
    await applied.applyBatch(lane, log.length, log.slice(await applied.checkpoint(lane)));
  }
  return differing(model, collection, [...logs.values()].flat());
}

function logOf(lane: string, collection: string, chance: Chance): Mutation[] {
  return Array.from({ length: 5 + chance(16) }, (_, n) => {
    const position = n + 1;
    // What is deleted belongs to one lane: between lanes no order is promised.
    if (chance(4) > 0) return count(lane, position, collection, `shared-${chance(2)}`);
    return chance(3) === 0
      ? remove(position, collection, `of-${lane}`)
      : count(lane, position, collection, `of-${lane}`);
  });
}

class Crash extends Error {}

const crashing = (mutations: readonly Mutation[], at: number): readonly Mutation[] =>
  mutations.map((mutation, n) =>
    n === at
      ? {
          ...mutation,
          fold: () => {
            throw new Crash();
          },
        }
      : mutation,
  );

function onlyCrash(error: unknown): void {
  if (!(error instanceof Crash)) throw error;
}

async function differing(model: ReadStore, collection: string, log: readonly Mutation[]): Promise<number> {
  const wanted = new Map<string, object | undefined>();
  for (const { id, fold } of log) wanted.set(id, fold(wanted.get(id) as never));
  const found = new Map((await model.list(collection, { limit: 100 })).map(({ id, data }) => [id, data]));
  const ids = new Set([...wanted.keys(), ...found.keys()]);
  const text = (data: object | undefined) => (data ? canonicalJson(data) : '');
  return [...ids].filter((id) => text(wanted.get(id)) !== text(found.get(id))).length;
}
