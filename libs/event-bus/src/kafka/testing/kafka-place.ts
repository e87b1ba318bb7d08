import { describe } from '@jest/globals';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { command, digest, eventsFor } from '@tung-nha/event-store/testing';
import { type Context, contexts, type Envelope } from '@tung-nha/kernel';
import { type Message, type Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Delivery, Subscription } from '../../event-bus.js';
import { kafkaOf } from '../client.js';
import {
  applyTopics,
  eventsTopic,
  KafkaEventBus,
  type KafkaEventBusSettings,
  type OwnerFeed,
  Relay,
} from '../index.js';

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
    this.producer ??= (async () => {
      const producer = kafkaOf(this.cluster, 'stranger').producer({ allowAutoTopicCreation: false });
      await producer.connect();
      return producer;
    })();
    await (await this.producer).send({ topic: eventsTopic(context, this.prefix), acks: -1, messages });
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
