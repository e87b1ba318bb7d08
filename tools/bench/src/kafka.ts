import { applyTopics, eventsTopic, KafkaEventBus, Relay } from '@tung-nha/event-bus/kafka';
import type { Batch } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf, digestFor, partOf } from './events.js';
import { type Line, perSecond, ratio, timed } from './report.js';

const context = 'field-activity';
const EVENTS = 100_000;
const COMMUNES = 209;
const IDLE_MS = 10_000;

/** Relay and delivery in order, each beside the bare client on the same broker in the same minute. */
export async function measureKafka(brokers: readonly string[]): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  const store = openSqliteEventStore({ folder });
  const prefix = `b-${randomUUID().slice(0, 8)}.`;
  const cluster = { brokers, prefix };
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  await applyTopics(cluster);
  await fill(store);
  const lines: Line[] = [];

  const relay = new Relay({ ...cluster, context, store });
  const relayed = await timed(async () => {
    await relay.start();
    await relay.untilRelayed();
  });
  const produced = await bareProducer(kafka, store, `${prefix}bare`);
  lines.push({
    what: `relay of ${EVENTS.toLocaleString('en')} events, read from SQLite, idempotent, acks all, with its start`,
    figure: perSecond(EVENTS, relayed),
    yardstick: `kafkajs producer, batches of 1,000: ${perSecond(EVENTS, produced)}`,
    ratio: ratio(produced, relayed),
  });

  const topic = eventsTopic(context, prefix);
  const bare = await bareConsumer(kafka, topic);
  let last = 0;
  let reached = () => {};
  const all = new Promise<void>((resolve) => (reached = resolve));
  const bus = new KafkaEventBus({
    ...cluster,
    feed: { read: (_, after, limit) => store.readAll(after, limit) },
    subscriptions: [{ consumer: 'bench.projection', lanes: [context], checkpoint: async () => 0 }],
  });
  bus.addHandler(
    'bench.projection',
    (async ({ upTo, deliveries }: Batch) => {
      if (deliveries[0]!.position !== last + 1) throw new Error(`${deliveries[0]!.position} after ${last}`);
      last = upTo;
      if (last === EVENTS) reached();
    }) as never,
    true,
  );
  const merged = await timed(async () => {
    await new Promise<void>((resolve) => bus.listen(() => resolve()));
    await all;
  });
  lines.push({
    what: `delivery in order of ${EVENTS.toLocaleString('en')} events from 12 partitions, counted, with the joining`,
    figure: perSecond(EVENTS, merged),
    yardstick: `kafkajs eachBatch and JSON.parse: ${perSecond(EVENTS, bare)}`,
    ratio: ratio(bare, merged),
  });

  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const { user, system } = process.cpuUsage(before);
  lines.push({
    what: 'one relay and one subscription, idle',
    figure: `${((user + system) / IDLE_MS / 10).toFixed(1)} % of a core`,
    yardstick: 'aim ≤ 1 % each',
    ratio: '',
  });
  await bus.close();
  await relay.close();
  await store.close();
  rmSync(folder, { recursive: true });
  return lines;
}

/** A third of all in one commune, as in life. */
async function fill(store: EventStore): Promise<void> {
  for (let n = 0; n < EVENTS / 500; n += 1) {
    const parts = Array.from({ length: 25 }, (_, stream) => {
      const part = partOf(`household/${n}-${stream}`, 0, 20);
      const commune = stream % 3 === 0 ? 7 : (n * 25 + stream) % COMMUNES;
      return { ...part, events: part.events.map((event) => ({ ...event, partitionkey: `xa-${commune}` })) };
    });
    await store.append(commandOf('bench kafka', n), digestFor(`kafka ${n}`), parts);
  }
}

async function bareProducer(kafka: Kafka, store: EventStore, topic: string): Promise<number> {
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
  for (let after = 0; after < EVENTS; after += 1_000)
    pages.push(
      (await store.readAll(after, 1_000)).map(({ bytes, envelope }) => ({ key: envelope.partitionkey, value: bytes })),
    );
  const ms = await timed(async () => {
    for (const messages of pages) await producer.send({ topic, acks: -1, messages });
  });
  await producer.disconnect();
  return ms;
}

async function bareConsumer(kafka: Kafka, topic: string): Promise<number> {
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
          if (count >= EVENTS) resolve();
        },
      });
    });
  });
  await consumer.disconnect();
  return ms;
}
