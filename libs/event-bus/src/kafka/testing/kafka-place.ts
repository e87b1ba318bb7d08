import { describe } from '@jest/globals';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { command, digest, eventsFor } from '@tung-nha/event-store/testing';
import { type Context, contexts, type Envelope } from '@tung-nha/kernel';
import type { KafkaMessage, Message, Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Delivery, Subscription } from '../../event-bus.js';
import { kafkaOf } from '../client.js';
import {
  applyTopics,
  deadLetterTopic,
  eventsTopic,
  headTopic,
  KafkaEventBus,
  type KafkaEventBusSettings,
  type OwnerFeed,
  Relay,
} from '../index.js';
import { SteadyAdmin } from '../steady-admin.js';

export const brokers = process.env['KAFKA_BROKERS']?.split(',');
export const describeWithKafka = brokers ? describe : describe.skip;

/** The owner's log without HTTP. */
export const storeFeed = (stores: Readonly<Record<Context, EventStore>>): OwnerFeed => ({
  read: (lane, after, limit) => stores[lane].readAll(after, limit),
});

type Settings = Partial<KafkaEventBusSettings> & Pick<KafkaEventBusSettings, 'subscriptions'>;

/** Topics, stores and relays of their own on the shared broker. */
export class KafkaPlace {
  readonly prefix = `t-${randomUUID().slice(0, 8)}.`;
  readonly cluster = { brokers: brokers!, prefix: this.prefix };
  readonly stores: Record<Context, EventStore>;
  readonly relays = new Map<Context, Relay>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'tung-nha-kafka-'));
  private producer?: Promise<Producer>;
  private streams = 0;

  constructor() {
    this.stores = Object.fromEntries(
      contexts.map((context) => [context, openSqliteEventStore({ folder: join(this.folder, context) })]),
    ) as Record<Context, EventStore>;
  }

  /** Stores events as the context's service would, and returns once they lie in the topic. */
  async publish(context: Context, count: number): Promise<void> {
    await this.store(context, count);
    await (await this.relay(context)).untilRelayed();
  }

  async store(context: Context, count: number): Promise<void> {
    for (let left = count; left > 0; left -= 20) {
      this.streams += 1;
      const stream = `household/h-${this.streams}` as const;
      const events = eventsOf(context, this.streams, Math.min(left, 20));
      await this.stores[context].append(command(stream), digest(stream), [{ stream, expectedVersion: 0, events }]);
    }
  }

  async relay(context: Context): Promise<Relay> {
    const known = this.relays.get(context);
    if (known) return known;
    const relay = new Relay({ ...this.cluster, context, store: this.stores[context] });
    this.relays.set(context, relay);
    await relay.start();
    return relay;
  }

  bus(settings: Settings): KafkaEventBus {
    return new KafkaEventBus({ ...this.cluster, feed: storeFeed(this.stores), ...settings });
  }

  /** Writes to the topic as a stranger may who is not kept out. */
  async write(context: Context, messages: Message[]): Promise<void> {
    await this.send(eventsTopic(context, this.prefix), messages);
  }

  private async send(topic: string, messages: Message[]): Promise<void> {
    this.producer ??= (async () => {
      const producer = kafkaOf(this.cluster, 'stranger').producer({ allowAutoTopicCreation: false });
      await producer.connect();
      return producer;
    })();
    await (await this.producer).send({ topic, acks: -1, messages });
  }

  private async read(topic: string): Promise<KafkaMessage[]> {
    const kafka = kafkaOf(this.cluster, 'reader');
    const admin = new SteadyAdmin(kafka);
    const ends = await admin.offsets(topic).finally(() => admin.close());
    const left = new Map(ends.filter(({ high, low }) => high !== low).map(({ partition, high }) => [partition, high]));
    const consumer = kafka.consumer({ groupId: `${this.prefix}reader-${randomUUID()}`, maxWaitTimeInMs: 50 });
    const messages: KafkaMessage[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve) => {
      if (left.size === 0) resolve();
      void consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          messages.push(...batch.messages);
          if (Number(batch.lastOffset()) + 1 >= (left.get(batch.partition) ?? 0)) left.delete(batch.partition);
          if (left.size === 0) resolve();
        },
      });
    });
    await consumer.disconnect();
    return messages;
  }

  async announce(context: Context, position: string): Promise<void> {
    await this.send(headTopic(context, this.prefix), [{ key: context, value: position }]);
  }

  /** Resolves once the relay has announced this position. */
  async announced(context: Context, position: number): Promise<void> {
    for (;;) {
      const messages = await this.read(headTopic(context, this.prefix));
      if (messages.some(({ value }) => value?.toString() === String(position))) return;
    }
  }

  /** All that lies in the topic of events. */
  async topic(context: Context) {
    return (await this.read(eventsTopic(context, this.prefix))).map(({ key, value, headers }) => ({
      key: String(key),
      value: String(value),
      position: Number(headers?.['position']),
      type: String(headers?.['type']),
    }));
  }

  async deadLetters(context: Context): Promise<unknown[]> {
    return (await this.read(deadLetterTopic(context, this.prefix))).map(({ value }) => JSON.parse(String(value)));
  }

  async drop(): Promise<void> {
    for (const relay of this.relays.values()) await relay.close();
    for (const store of Object.values(this.stores)) await store.close();
    await (await this.producer)?.disconnect();
    rmSync(this.folder, { recursive: true });
  }
}

export async function openPlace(): Promise<KafkaPlace> {
  const place = new KafkaPlace();
  await applyTopics({ ...place.cluster, replication: 1 });
  return place;
}

/** Of households in many communes, so that they lie in many partitions. */
const eventsOf = (context: Context, stream: number, count: number): Envelope[] =>
  eventsFor(`household/h-${stream}`, 0, count).map((event) => ({
    ...event,
    source: `/${context}`,
    type: `${context}.sampled`,
    partitionkey: `xa-${stream % 40}`,
  }));

export const messageOf = ({ position, bytes, envelope }: Delivery): Message => ({
  key: envelope.partitionkey,
  value: bytes,
  headers: { position: String(position), type: envelope.type },
});

export const subscriptionOf = (
  consumer = 'counting.projection',
  checkpoint: () => number = () => 0,
  lanes: readonly Context[] = ['field-activity'],
): Subscription => ({ consumer, lanes, checkpoint: async () => checkpoint() });

export async function listening(
  bus: KafkaEventBus,
  consumer: string,
  handler: (batch: Batch) => Promise<void> | void,
): Promise<void> {
  bus.addHandler(consumer, (async (batch: Batch) => handler(batch)) as never, true);
  const started = await new Promise<unknown>((resolve) => bus.listen(resolve));
  if (started) throw new Error('the bus did not start', { cause: started });
}
