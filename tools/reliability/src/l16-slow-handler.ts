import { CONSUMER, kafkaServer, KafkaPlace, LANE, sleep, until } from './kafka-place.js';
import { openStore } from './places.js';
import { above, exactly, type Figures, range, type Setting, sized, type Trial } from './report.js';

const SESSION_TIMEOUT_MS = 6_000;
const HANDLER_MS = 9_000;
const EVENTS = 60;

/** A handler that takes longer than the session timeout is not put out, so nobody does its work beside it. */
export const l16: Trial = {
  name: 'L16',
  opens: ['event-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: { effects_per_event: exactly(1), control_most_effects: above(1) },
  async run({ place, scale }: Setting): Promise<Figures> {
    const server = await kafkaServer();
    const store = await openStore(await place());
    const kafka = await new KafkaPlace(server, store).open();
    const events = sized(EVENTS, scale, 10);
    for (let n = 0; n < events; n += 1) await kafka.add(n);
    await kafka.relay.untilRelayed();
    try {
      const effects = await withOurs(kafka, events);
      const control = await withPlainClient(kafka, events);
      return {
        session_timeout_s: SESSION_TIMEOUT_MS / 1_000,
        handler_s: HANDLER_MS / 1_000,
        events,
        effects_per_event: range([...effects.values()]),
        control_most_effects: Math.max(...control.values()),
      };
    } finally {
      await kafka.relay.close();
      await store.close();
      await server.stop();
    }
  },
};

/** Two members with one checkpoint, as two processes on one read model have. */
async function withOurs(kafka: KafkaPlace, events: number): Promise<Map<number, number>> {
  const effects = new Map<number, number>();
  let checkpoint = 0;
  const member = () =>
    kafka.bus(
      {
        subscriptions: [{ consumer: CONSUMER, lanes: [LANE], checkpoint: async () => checkpoint }],
        sessionTimeoutMs: SESSION_TIMEOUT_MS,
      },
      async ({ deliveries, upTo }) => {
        await sleep(HANDLER_MS);
        for (const { position } of deliveries) effects.set(position, (effects.get(position) ?? 0) + 1);
        checkpoint = upTo;
      },
    );
  const members = [await member(), await member()];
  await until(() => effects.size === events, HANDLER_MS * 5);
  await Promise.all(members.map((bus) => bus.close()));
  return effects;
}

/** The control: the same work inside of kafkajs's own handler, committed after it. */
async function withPlainClient(kafka: KafkaPlace, events: number): Promise<Map<number, number>> {
  const effects = new Map<number, number>();
  const member = async () => {
    const consumer = kafka.kafka().consumer({ groupId: `${kafka.prefix}control`, sessionTimeout: SESSION_TIMEOUT_MS });
    await consumer.connect();
    await consumer.subscribe({ topics: [kafka.topic], fromBeginning: true });
    await consumer.run({
      eachBatch: async ({ batch }) => {
        await sleep(HANDLER_MS);
        for (const { headers } of batch.messages) {
          const position = Number(headers?.['position']);
          effects.set(position, (effects.get(position) ?? 0) + 1);
        }
      },
    });
    return consumer;
  };
  const members = [await member(), await member()];
  await until(() => effects.size === events || Math.max(0, ...effects.values()) > 1, HANDLER_MS * 20);
  await until(() => Math.max(0, ...effects.values()) > 1, HANDLER_MS * 4).catch(() => undefined);
  // A handler that sleeps cannot be disconnected sooner.
  await Promise.race([Promise.all(members.map((one) => one.disconnect())), sleep(HANDLER_MS * 2)]);
  return effects;
}
