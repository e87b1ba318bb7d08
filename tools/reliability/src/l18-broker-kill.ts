import { CompressionTypes } from 'kafkajs';
import { inspect } from 'node:util';
import { type Chance, chanceOf } from './chance.js';
import { countingMutations } from './counting.js';
import { CONSUMER, type KafkaNode, KafkaPlace, LANE, launcher, sleep, until } from './kafka-place.js';
import { compareCounts } from './l14-killed-consumer.js';
import { openModels, openStore } from './places.js';
import { above, exactly, type Figure, type Figures, type Setting, sized, type Trial } from './report.js';

const KILLS = 20;
const BROKERS = 3;
const EVENT_EVERY_MS = 10;
const DEAD_FOR_MS = 3_000;
const MOST_RESUME_S = 20;
const RESUMES_WITHIN_MS = 70_000;

/** One of three brokers dies while the relay is at work: nothing is lost, and events go through again soon. */
export const l18: Trial = {
  name: 'L18',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: {
    missing: exactly(0),
    duplicate_effects: exactly(0),
    behind: exactly(0),
    resume_s_p95: (figure: Figure) => typeof figure === 'number' && figure <= MOST_RESUME_S,
    control_missing: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const server = await (await launcher()).startKafkaCluster({ count: BROKERS });
    const address = await place();
    const store = await openStore(address);
    const models = await openModels(address);
    const kafka = await new KafkaPlace(server, store).open();
    const model = await models.open('killed-brokers', 1, {});
    const bus = await kafka.bus(
      { subscriptions: [{ consumer: CONSUMER, lanes: [LANE], checkpoint: () => model.checkpoint(LANE) }] },
      ({ lane, upTo, deliveries }) =>
        model.applyBatch(
          lane,
          upTo,
          deliveries.flatMap(({ position }) => countingMutations(lane, position)),
        ),
    );
    try {
      let writing = true;
      let events = 0;
      const written = (async () => {
        for (; writing; events += 1) {
          await kafka.add(events);
          await sleep(EVENT_EVERY_MS);
        }
      })();
      const control = careless(kafka, () => writing);
      const handled = () => bus.laneStates()[0]!;
      await until(() => handled().position > 100);
      const kills = sized(KILLS, scale, 2);
      const resumed: number[] = [];
      const chance = chanceOf(seed);
      for (let kill = 0; kill < kills; kill += 1)
        resumed.push(
          await oneKill(
            server.nodes,
            chance,
            () => events,
            () => handled().position,
          ),
        );
      writing = false;
      await written;
      await kafka.relay.untilRelayed();
      await until(() => handled().position === events);
      const { missed, ...effects } = await compareCounts(model, events);
      const lost = await control;
      return {
        brokers: BROKERS,
        replication: 3,
        kills,
        events,
        missing: missed,
        ...effects,
        resume_s_p50: quantile(resumed, 0.5),
        resume_s_p95: quantile(resumed, 0.95),
        resume_s_max: Math.max(...resumed),
        control_missing: lost,
      };
    } catch (error) {
      throw new Error(`relay ${inspect(kafka.relay.state())} bus ${inspect(bus.laneStates())}`, { cause: error });
    } finally {
      await Promise.race([Promise.all([bus.close(), kafka.relay.close()]), sleep(30_000)]);
      await server.stop();
      await models.close();
      await store.close();
    }
  },
};

/** Seconds until an event that was stored after the kill is handled; the broker is back before the next one. */
async function oneKill(nodes: readonly KafkaNode[], chance: Chance, stored: () => number, handled: () => number) {
  const node = nodes[chance(nodes.length)]!;
  await node.stop('SIGKILL');
  const begin = performance.now();
  const target = stored() + 1;
  await until(() => handled() >= target, RESUMES_WITHIN_MS);
  const seconds = Number(((performance.now() - begin) / 1_000).toFixed(1));
  await sleep(DEAD_FOR_MS);
  await node.start();
  // What it missed is copied to it, else the next kill takes two of three.
  await sleep(DEAD_FOR_MS);
  return seconds;
}

/** The control: nobody waits for an answer. Returns how many never arrived. */
async function careless(kafka: KafkaPlace, writing: () => boolean): Promise<number> {
  const topic = `${kafka.prefix}control`;
  const client = kafka.kafka();
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 6, replicationFactor: 3 }] });
  const producer = client.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  await producer.connect();
  let sent = 0;
  for (; writing(); sent += 1) {
    const message = { key: `k-${sent}`, value: String(sent) };
    await producer
      .send({ topic, acks: 0, compression: CompressionTypes.None, messages: [message] })
      .catch(() => undefined);
    await sleep(EVENT_EVERY_MS);
  }
  await sleep(DEAD_FOR_MS);
  await admin.disconnect();
  const asking = client.admin();
  await asking.connect();
  const offsets = await asking.fetchTopicOffsets(topic);
  await asking.disconnect();
  await producer.disconnect();
  return sent - offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
