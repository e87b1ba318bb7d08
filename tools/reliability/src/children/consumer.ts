import type { Batch } from '@tung-nha/event-bus';
import { InProcessEventBus } from '@tung-nha/event-bus/in-process';
import type { Mutation } from '@tung-nha/read-store';
import { writeSync } from 'node:fs';
import { started } from '../bus-double.js';
import { chanceOf } from '../chance.js';
import { childSettings } from '../child.js';
import { type Consuming, LANE, MODEL, NOW } from '../consuming.js';
import { countingMutations } from '../counting.js';
import { openModels, openStore } from '../places.js';
import { plainWatermark } from '../twins.js';

const MOST_PER_BATCH = 25;
const DEADLINE_MS = 30_000;
const consumer = 'counting.projection';

const { address, twin, seed, death } = childSettings<Consuming>();
const chance = chanceOf(seed);
const store = await openStore(address, { readOnly: true });
const models = await openModels(address);
const model = await models.open(MODEL, 1, {});
const applied = twin ? await plainWatermark(model) : model;

let folds = 0;
let batches = 0;
const forDeath = new Int32Array(new SharedArrayBuffer(4));
const die = () => process.kill(process.pid, 'SIGKILL');

const mortal = (mutation: Mutation): Mutation => ({
  ...mutation,
  fold: (data) => {
    folds += 1;
    if (death?.where === 'in-fold' && folds === death.at) die();
    if (death?.where === 'from-outside' && folds === death.at) writeSync(1, `${NOW}\n`);
    return mutation.fold(data);
  },
});

async function handle({ lane, deliveries }: Batch): Promise<void> {
  for (let from = 0; from < deliveries.length;) {
    const some = deliveries.slice(from, (from += 1 + chance(MOST_PER_BATCH)));
    batches += 1;
    const mutations = some.flatMap(({ position }) => countingMutations(lane, position).map(mortal));
    await applied.applyBatch(lane, some.at(-1)!.position, mutations);
    if (death?.where === 'after-batch' && batches === death.at) die();
    // The signal is on its way: it meets the writes of this batch or finds them done, never those of the next.
    if (death?.where === 'from-outside' && folds >= death.at) Atomics.wait(forDeath, 0, 0, DEADLINE_MS);
  }
}

const bus = new InProcessEventBus({
  stores: { [LANE]: store },
  subscriptions: [{ consumer, lanes: [LANE], checkpoint: (lane) => applied.checkpoint(lane) }],
});
bus.addHandler(consumer, handle as never, true);
await started(bus);
await bus.untilCaughtUp();
await bus.close();
await models.close();
await store.close();
