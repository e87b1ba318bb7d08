import type { Batch } from '@tung-nha/event-bus';
import type { KafkaEventBus } from '@tung-nha/event-bus/kafka';
import type { Chance } from './chance.js';
import { chanceOf } from './chance.js';
import { countingMutations } from './counting.js';
import { CONSUMER, kafkaServer, KafkaPlace, LANE, sleep, until } from './kafka-place.js';
import { compareCounts } from './l14-killed-consumer.js';
import { openModels, openStore } from './places.js';
import { above, exactly, type Figure, type Figures, type Setting, sized, type Trial } from './report.js';
import type { Applied } from './twins.js';

const SECONDS = 180;
const CONTROL_SECONDS = 30;
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
      const control = await withPlainClient(kafka, sized(CONTROL_SECONDS, Math.min(1, scale * 3), 12));
      return { ...real, ...effects, control_duplicate_effects: control };
    } finally {
      await kafka.relay.close();
      await models.close();
      await store.close();
      await server.stop();
    }
  },
};

async function withMembers(kafka: KafkaPlace, model: Applied, seconds: number, chance: Chance) {
  let movedAt = performance.now();
  let maxStall = 0;
  const moved = () => {
    maxStall = Math.max(maxStall, performance.now() - movedAt);
    movedAt = performance.now();
  };
  const handle = async ({ lane, upTo, deliveries }: Batch) => {
    const mutations = deliveries.flatMap(({ position }) => countingMutations(lane, position));
    await model.applyBatch(lane, upTo, mutations);
    moved();
  };
  const member = () =>
    kafka.bus(
      { subscriptions: [{ consumer: CONSUMER, lanes: [LANE], checkpoint: () => model.checkpoint(LANE) }] },
      handle,
    );
  const members: KafkaEventBus[] = [await member()];
  const end = performance.now() + seconds * 1_000;
  let events = 0;
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
    else await members.splice(chance(members.length), 1)[0]!.close();
  }
  await writing;
  await kafka.relay.untilRelayed();
  await until(async () => (await model.checkpoint(LANE)) === events);
  for (const bus of members) await bus.close();
  return { seconds, changes, events, max_stall_s: Number((maxStall / 1_000).toFixed(1)) };
}

/** The control: kafkajs as it comes, counting without a checkpoint of its own. */
async function withPlainClient(kafka: KafkaPlace, seconds: number): Promise<number> {
  const effects = new Map<number, number>();
  const member = async () => {
    const consumer = kafka.kafka().consumer({ groupId: `${kafka.prefix}control`, maxBytesPerPartition: 2_000 });
    await consumer.connect();
    await consumer.subscribe({ topics: [kafka.topic], fromBeginning: true });
    await consumer.run({
      autoCommitInterval: 5_000,
      eachMessage: async ({ message }) => {
        const position = Number(message.headers?.['position']);
        effects.set(position, (effects.get(position) ?? 0) + 1);
        await sleep(5);
      },
    });
    return consumer;
  };
  const lasting = await member();
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const other = await member();
    await sleep(CHANGE_EVERY_MS);
    // It dies without a word: nothing of what it did is committed.
    other.pause([{ topic: kafka.topic }]);
    await sleep(CHANGE_EVERY_MS);
    await other.disconnect();
  }
  await lasting.disconnect();
  return [...effects.values()].reduce((sum, count) => sum + count - 1, 0);
}
