import type { Batch } from '@tung-nha/event-bus';
import type { ReadStore } from '@tung-nha/read-store';
import type { KafkaEventBus } from '@tung-nha/event-bus/kafka';
import { type Chance, chanceOf } from './chance.js';
import { countingMutations } from './counting.js';
import { CONSUMER, kafkaServer, KafkaPlace, LANE, sleep, until } from './kafka-place.js';
import { compareCounts } from './l14-killed-consumer.js';
import { openModels, openStore } from './places.js';
import { above, exactly, type Figure, type Figures, type Setting, sized, type Trial } from './report.js';
import { type Applied, noWatermark } from './twins.js';

const SECONDS = 180;
const CONTROL_SECONDS = 14;
const CHANGE_EVERY_MS = 2_000;
const EVENT_EVERY_MS = 20;
const MOST_MEMBERS = 3;
const MOST_STALL_S = 30;

/** Members of a group come and go all the time: every event has its effect once, and the lane never stalls for long. */
export const l15: Trial = {
  name: 'L15',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: {
    duplicate_effects: exactly(0),
    missed: exactly(0),
    max_stall_s: (figure: Figure) => typeof figure === 'number' && figure <= MOST_STALL_S,
    changes: above(0),
    control_duplicate_effects: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const server = await kafkaServer();
    const address = await place();
    const store = await openStore(address);
    const models = await openModels(address);
    const kafka = await new KafkaPlace(server, store).open();
    try {
      const model = await models.open('members', 1, {});
      const real = await withMembers(kafka, model, sized(SECONDS, scale, 20), chanceOf(seed));
      const effects = await compareCounts(model, real.events);
      const twin = await models.open('forgetful-members', 1, {});
      const control = await withMembers(kafka, await forgetful(twin), CONTROL_SECONDS, chanceOf(seed), real.events);
      const { duplicate_effects } = await compareCounts(twin, control.events);
      return { ...real, ...effects, control_duplicate_effects: duplicate_effects };
    } finally {
      await kafka.relay.close();
      await models.close();
      await store.close();
      await server.stop();
    }
  },
};

async function withMembers(kafka: KafkaPlace, model: Applied, seconds: number, chance: Chance, stored = 0) {
  let movedAt = performance.now();
  let maxStall = 0;
  let reached = 0;
  const moved = () => {
    maxStall = Math.max(maxStall, performance.now() - movedAt);
    movedAt = performance.now();
  };
  const handle = async ({ lane, upTo, deliveries }: Batch) => {
    const mutations = deliveries.flatMap(({ position }) => countingMutations(lane, position));
    await model.applyBatch(lane, upTo, mutations);
    reached = Math.max(reached, upTo);
    moved();
  };
  const member = () =>
    kafka.bus(
      {
        subscriptions: [{ consumer: `${CONSUMER}-${stored}`, lanes: [LANE], checkpoint: () => model.checkpoint(LANE) }],
      },
      handle,
    );
  const members: KafkaEventBus[] = [await member()];
  const end = performance.now() + seconds * 1_000;
  let events = stored;
  const writing = (async () => {
    for (; performance.now() < end; events += 1) {
      await kafka.add(events);
      await sleep(EVENT_EVERY_MS);
    }
  })();
  let changes = 0;
  for (; performance.now() < end; changes += 1) {
    await sleep(CHANGE_EVERY_MS);
    if (members.length < 2 || (members.length < MOST_MEMBERS && chance(2) === 0)) members.push(await member());
    // The oldest is the active one: each leave is a takeover.
    else await members.shift()!.close();
  }
  await writing;
  await kafka.relay.untilRelayed();
  await until(() => reached === events);
  for (const bus of members) await bus.close();
  return { for_s: seconds, changes, events, max_stall_s: Number((maxStall / 1_000).toFixed(1)) };
}

/** The control: begins at 0 whenever it takes over, and counts what comes. */
async function forgetful(model: ReadStore): Promise<Applied> {
  const { applyBatch } = await noWatermark(model);
  return { applyBatch, checkpoint: async () => 0 };
}
