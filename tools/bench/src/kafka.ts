import { applyTopics, eventsTopic, KafkaEventBus, Relay } from '@tung-nha/event-bus/kafka';
import type { Batch } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { buildGeneration } from '@tung-nha/progress-service';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaHistory } from './kafka-history.js';
import { fillForRebuild } from './rebuild.js';
import { type Line, perSecond, ratio, timed } from './report.js';

const context = 'field-activity';
const IDLE_MS = 10_000;

interface Measuring {
  readonly kafka: Kafka;
  readonly cluster: { readonly brokers: readonly string[]; readonly prefix: string };
  readonly folder: string;
  readonly stores: ReturnType<typeof openEmbedded>['stores'];
  readonly events: number;
  /** As lines say it. */
  readonly count: string;
}

/** Relay, delivery in order and rebuild of one log, each beside a yardstick on the same broker in the same minute. */
export async function measureKafka(brokers: readonly string[], events: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  await fillForRebuild(folder, events);
  const embedded = openEmbedded(folder);
  const { stores } = embedded;
  const cluster = { brokers, prefix: `b-${randomUUID().slice(0, 8)}.` };
  await applyTopics(cluster);
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const all = await stores[context].head();
  const measuring = { kafka, cluster, folder, stores, events: all, count: all.toLocaleString('en') };
  const relay = new Relay({ ...cluster, context, store: stores[context] });
  const lines = [
    await relayed(measuring, relay),
    await delivered(measuring),
    await rebuilt(measuring),
    await idle(measuring),
  ];
  await relay.close();
  await embedded.close();
  rmSync(folder, { recursive: true });
  return lines;
}

async function relayed({ kafka, cluster, stores, events, count }: Measuring, relay: Relay): Promise<Line> {
  const ms = await timed(async () => {
    await relay.start();
    await relay.untilRelayed();
  });
  const bare = await bareProducer(kafka, stores[context], `${cluster.prefix}bare`, events);
  return {
    what: `relay of ${count} events, read from SQLite, idempotent, acks all, with its start`,
    figure: perSecond(events, ms),
    yardstick: `kafkajs producer, batches of 1,000: ${perSecond(events, bare)}`,
    ratio: ratio(bare, ms),
  };
}

async function delivered(measuring: Measuring): Promise<Line> {
  const { kafka, cluster, events, count } = measuring;
  const bare = await bareConsumer(kafka, eventsTopic(context, cluster.prefix), events);
  let last = 0;
  let reached = () => {};
  const all = new Promise<void>((resolve) => (reached = resolve));
  let bus!: KafkaEventBus;
  const ms = await timed(async () => {
    bus = await busTo(measuring, 'bench.projection', ({ upTo, deliveries }) => {
      if (deliveries[0]!.position !== last + 1) throw new Error(`${deliveries[0]!.position} after ${last}`);
      last = upTo;
      if (last === events) reached();
    });
    await all;
  });
  await bus.close();
  return {
    what: `delivery in order of ${count} events from 12 partitions, counted, with the joining`,
    figure: perSecond(events, ms),
    yardstick: `kafkajs eachBatch and JSON.parse: ${perSecond(events, bare)}`,
    ratio: ratio(bare, ms),
  };
}

/** Folded as a rebuild folds, in memory and written once; only the log comes from Kafka. */
async function rebuilt(measuring: Measuring): Promise<Line> {
  const { stores, folder, events, count } = measuring;
  const models = openSqliteReadModels({ folder: join(folder, 'from-kafka') });
  const history = new KafkaHistory(events);
  let bus!: KafkaEventBus;
  const fromKafka = await timed(async () => {
    bus = await busTo(measuring, 'rebuild.projection', (batch) => history.take(batch));
    await buildGeneration(models, { ...stores, [context]: history });
  });
  await bus.close();
  const fromStore = await timed(() => buildGeneration(models, stores));
  await models.close();
  return {
    what: `rebuild of progress from Kafka, ${count} events, written to SQLite, with the joining`,
    figure: `${(fromKafka / 1_000).toFixed(1)} s, ${perSecond(events, fromKafka)}`,
    yardstick: `the same from the SQLite log: ${perSecond(events, fromStore)}`,
    ratio: ratio(fromStore, fromKafka),
  };
}

/** The relay, and a subscription that has counted everything. */
async function idle(measuring: Measuring): Promise<Line> {
  const bus = await busTo(measuring, 'idle.projection', () => {}, measuring.events);
  await bus.untilCaughtUp();
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const { user, system } = process.cpuUsage(before);
  await bus.close();
  return {
    what: 'one relay and one subscription, idle',
    figure: `${((user + system) / IDLE_MS / 10).toFixed(1)} % of a core`,
    yardstick: 'aim ≤ 1 % each',
    ratio: '',
  };
}

async function busTo(
  { cluster, stores }: Measuring,
  consumer: string,
  handler: (batch: Batch) => Promise<void> | void,
  checkpoint = 0,
): Promise<KafkaEventBus> {
  const bus = new KafkaEventBus({
    ...cluster,
    feed: { read: (lane, after, limit) => stores[lane].readAll(after, limit) },
    subscriptions: [{ consumer, lanes: [context], checkpoint: async () => checkpoint }],
  });
  bus.addHandler(consumer, (async (batch: Batch) => handler(batch)) as never, true);
  await new Promise<void>((resolve) => bus.listen(() => resolve()));
  return bus;
}

async function bareProducer(kafka: Kafka, store: EventStore, topic: string, events: number): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 12 }] });
  await admin.disconnect();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const pages: { key: string; value: string }[][] = [];
  for (let after = 0; after < events; after += 1_000)
    pages.push(
      (await store.readAll(after, 1_000)).map(({ bytes, envelope }) => ({ key: envelope.partitionkey, value: bytes })),
    );
  const ms = await timed(async () => {
    for (const messages of pages) await producer.send({ topic, acks: -1, messages });
  });
  await producer.disconnect();
  return ms;
}

async function bareConsumer(kafka: Kafka, topic: string, events: number): Promise<number> {
  const consumer = kafka.consumer({ groupId: `${topic}.bare` });
  let count = 0;
  const ms = await timed(async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve) => {
      void consumer.run({
        eachBatch: async ({ batch }) => {
          for (const { value } of batch.messages) {
            JSON.parse(value!.toString());
            count += 1;
          }
          if (count >= events) resolve();
        },
      });
    });
  });
  await consumer.disconnect();
  return ms;
}
