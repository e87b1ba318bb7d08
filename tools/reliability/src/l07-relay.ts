import { chanceOf, turns } from './chance.js';
import { appendTo, CONSUMER, kafkaServer, KafkaPlace, LANE, until } from './kafka-place.js';
import { openStore } from './places.js';
import { above, exactly, type Figures, prefixed, type Setting, sized, type Trial } from './report.js';

const WRITERS = 32;
const EVENTS = 100_000;
const ROUNDS = 3;
const MOST_PER_APPEND = 20;

/** The same promise at the far end of relay, topic and merge: whoever was given p was given everything below it. */
export const l07relay: Trial = {
  name: 'L07-relay',
  opens: ['event-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: {
    gaps: exactly(0),
    out_of_order: exactly(0),
    missing: exactly(0),
    control_out_of_order: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const server = await kafkaServer();
    const seen = { gaps: 0, out_of_order: 0, missing: 0, events: 0 };
    let control = { gaps: 0, out_of_order: 0, missing: 0 };
    const rounds = sized(ROUNDS, scale);
    try {
      for (let round = 1; round <= rounds; round += 1) {
        const store = await openStore(await place());
        const kafka = await new KafkaPlace(server, store).open();
        const given: number[] = [];
        const bus = await kafka.bus(
          { subscriptions: [{ consumer: CONSUMER, lanes: [LANE], checkpoint: async () => 0 }] },
          ({ deliveries }) => void given.push(...deliveries.map(({ position }) => position)),
        );
        const events = await write(kafka, sized(EVENTS, scale, 3_200), seed + round);
        await kafka.relay.untilRelayed();
        await bus.untilCaughtUp();
        const found = inspect(given, events);
        seen.gaps += found.gaps;
        seen.out_of_order += found.out_of_order;
        seen.missing += found.missing;
        seen.events += events;
        await bus.close();
        if (round === 1) control = inspect(await asItComes(kafka, events), events);
        await kafka.relay.close();
        await store.close();
      }
      return { writers: WRITERS, rounds, ...seen, ...prefixed('control_', control) };
    } finally {
      await server.stop();
    }
  },
};

async function write(kafka: KafkaPlace, events: number, seed: number): Promise<number> {
  let streams = 0;
  let stored = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const chance = chanceOf(seed, writer);
      while (stored < events) {
        const count = 1 + chance(MOST_PER_APPEND);
        stored += count;
        streams += 1;
        await appendTo(kafka.store, streams, count);
        await turns(chance(5));
      }
    }),
  );
  return stored;
}

/** The control: the same topic read by kafkajs as it comes, partition by partition. */
async function asItComes(kafka: KafkaPlace, events: number): Promise<number[]> {
  const given: number[] = [];
  const consumer = kafka.kafka().consumer({ groupId: `${kafka.prefix}control` });
  await consumer.connect();
  await consumer.subscribe({ topics: [kafka.topic], fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { headers } of batch.messages) given.push(Number(headers?.['position']));
    },
  });
  await until(() => given.length >= events);
  await consumer.disconnect();
  return given;
}

function inspect(given: readonly number[], events: number) {
  let gaps = 0;
  let disorder = 0;
  given.forEach((position, at) => {
    const before = at === 0 ? 0 : given[at - 1]!;
    if (position > before + 1) gaps += 1;
    if (position <= before) disorder += 1;
  });
  return { gaps, out_of_order: disorder, missing: events - new Set(given).size };
}
