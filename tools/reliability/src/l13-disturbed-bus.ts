import type { Batch, Delivery } from '@tung-nha/event-bus';
import { canonicalJson, type Context, contexts } from '@tung-nha/kernel';
import type { ReadStore } from '@tung-nha/read-store';
import { DisturbedBus, started } from './bus-double.js';
import { chanceOf } from './chance.js';
import { countingMutations } from './counting.js';
import { eventsFor } from './events.js';
import { openModels } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';
import { type Applied, noWatermark } from './twins.js';

const RUNS = 50;
const EVENTS_PER_LANE = 2_000;
const consumer = 'counting.projection';

type Lanes = Readonly<Record<Context, readonly Delivery[]>>;

/** Duplicates, other cuts, other orders between streams of two contexts and delays leave no trace in a read model. */
export const l13: Trial = {
  name: 'L13',
  opens: ['read-store'],
  stores: ['sqlite', 'mongo'],
  demands: { readmodel_equal: exactly(1), duplicates: above(0), control_readmodel_equal: exactly(0) },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const runs = sized(RUNS, scale);
    const events = Math.min(EVENTS_PER_LANE, sized(EVENTS_PER_LANE * RUNS, scale));
    const lanes = lanesOf(events);
    const models = await openModels(await place());
    const plain = await models.open('counting', 1, {});
    for (const lane of contexts) await project(plain, { lane, upTo: events, deliveries: lanes[lane] });
    const wanted = await plain.digest();

    let duplicates = 0;
    const isEqual = async (generation: number, twin: (model: ReadStore) => Promise<Applied>) => {
      const model = await models.open('counting', generation, {});
      duplicates += await deliver(await twin(model), lanes, seed + generation);
      const equal = (await model.digest()) === wanted;
      await models.drop('counting', generation);
      return equal;
    };
    let equal = 1;
    for (let run = 1; run <= runs; run += 1) if (!(await isEqual(run + 1, async (model) => model))) equal = 0;
    const repeated = duplicates;
    const control = Number(await isEqual(runs + 2, noWatermark));
    await models.close();
    return {
      runs,
      events: events * contexts.length,
      duplicates: repeated,
      readmodel_equal: equal,
      control_readmodel_equal: control,
    };
  },
};

const project = (model: Applied, { lane, upTo, deliveries }: Batch) =>
  model.applyBatch(
    lane,
    upTo,
    deliveries.flatMap(({ position }) => countingMutations(lane, position)),
  );

async function deliver(model: Applied, lanes: Lanes, seed: number): Promise<number> {
  const subscription = { consumer, lanes: contexts, checkpoint: (lane: Context) => model.checkpoint(lane) };
  const bus = new DisturbedBus({ lanes, subscription, chance: chanceOf(seed) });
  bus.addHandler(consumer, ((batch: Batch) => project(model, batch)) as never, true);
  await started(bus);
  return bus.duplicates;
}

function lanesOf(events: number): Lanes {
  const deliveries = (lane: Context) =>
    eventsFor(`${lane}/1`, 0, events, 'disturbed', lane).map((envelope, n) => ({
      position: n + 1,
      bytes: canonicalJson(envelope),
      envelope,
    }));
  return { 'team-organisation': deliveries('team-organisation'), 'field-activity': deliveries('field-activity') };
}
