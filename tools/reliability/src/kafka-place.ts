import 'reflect-metadata';
import type { Batch, EventBusServer } from '@tung-nha/event-bus';
import { applyTopics, eventsTopic, KafkaEventBus, type KafkaEventBusSettings, Relay } from '@tung-nha/event-bus/kafka';
import type { EventStore } from '@tung-nha/event-store';
import { Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { started } from './bus-double.js';
import { command, digest, eventsFor } from './events.js';

export interface KafkaNode {
  stop(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
}

interface Launcher {
  startKafka(settings?: { advertised?: number }): Promise<KafkaServer & { port: number }>;
  startKafkaCluster(settings: { count: number }): Promise<KafkaServer & { nodes: readonly KafkaNode[] }>;
}

export interface KafkaServer {
  readonly brokers: string;
  stop(): Promise<void>;
}

export const launcher = (): Promise<Launcher> =>
  import(new URL('../../launchers/kafka.mjs', import.meta.url).href) as Promise<Launcher>;

/** The broker the environment names, else one of ours. */
export async function kafkaServer(): Promise<KafkaServer> {
  const named = process.env['KAFKA_BROKERS'];
  if (named) return { brokers: named, stop: async () => undefined };
  return (await launcher()).startKafka();
}

export const LANE = 'field-activity';
export const CONSUMER = 'counting.projection';
const COMMUNES = 40;

type Settings = Partial<KafkaEventBusSettings> & Pick<KafkaEventBusSettings, 'subscriptions'>;

/** Topics of their own on a cluster, fed by the relay of one store. */
export class KafkaPlace {
  readonly prefix = `r-${randomUUID().slice(0, 8)}.`;
  readonly topic = eventsTopic(LANE, this.prefix);
  readonly cluster: { readonly brokers: readonly string[]; readonly prefix: string };
  readonly relay: Relay;

  constructor(
    server: KafkaServer,
    readonly store: EventStore,
  ) {
    this.cluster = { brokers: server.brokers.split(','), prefix: this.prefix };
    this.relay = new Relay({ ...this.cluster, context: LANE, store });
  }

  async open(): Promise<this> {
    await applyTopics(this.cluster);
    await this.relay.start();
    return this;
  }

  /** The client as others use it, for the controls. */
  kafka(): Kafka {
    return new Kafka({ brokers: [...this.cluster.brokers], logLevel: logLevel.NOTHING });
  }

  async bus(settings: Settings, handler: (batch: Batch) => Promise<void> | void): Promise<KafkaEventBus> {
    const feed = { read: (_: string, after: number, limit: number) => this.store.readAll(after, limit) };
    const bus = new KafkaEventBus({ ...this.cluster, feed, ...settings });
    listen(bus, settings.subscriptions[0]!.consumer, handler);
    await started(bus);
    return bus;
  }

  /** One event in a stream of its own, of one of many communes. */
  async add(n: number): Promise<void> {
    await appendTo(this.store, n, 1);
  }
}

export async function appendTo(store: EventStore, n: number, count: number): Promise<void> {
  const stream = `household/h-${n}` as const;
  const events = eventsFor(stream, 0, count, `h-${n}`).map((one) => ({ ...one, partitionkey: `xa-${n % COMMUNES}` }));
  await store.append(command(stream), digest(stream), [{ stream, expectedVersion: 0, events }]);
}

export function listen(bus: EventBusServer, consumer: string, handler: (batch: Batch) => Promise<void> | void): void {
  bus.addHandler(consumer, (async (batch: Batch) => handler(batch)) as never, true);
}

/** What is asked again until it holds. @throws when it does not hold in time */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${holds.toString()}`);
    await sleep(20);
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
