import { KafkaEventBus, type KafkaCluster, type OwnerFeed, Relay } from '@tung-nha/event-bus/kafka';
import type { LaneState, Subscription } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { openMongoEventStore } from '@tung-nha/event-store/mongo';
import type { Context, EventOwner } from '@tung-nha/kernel';
import type { ReadModels } from '@tung-nha/read-store';
import { openMongoReadModels } from '@tung-nha/read-store/mongo';
import { randomUUID } from 'node:crypto';
import type { ServiceEnvironment } from './environment.js';

/** Where the distributed shape keeps and hands on: MongoDB, one database for each context; Kafka. */
export interface Servers {
  readonly mongo: string;
  readonly databasePrefix: string;
  readonly kafka: KafkaCluster;
}

export const serversOf = (settings: ServiceEnvironment): Servers => ({
  mongo: settings.MONGODB_URI,
  databasePrefix: settings.DATABASE_PREFIX,
  kafka: { brokers: settings.KAFKA_BROKERS, prefix: settings.TOPIC_PREFIX },
});

/** @param pollMs how soon is seen what another process stored; its own appends are seen at once */
export const openEventStore = (
  { mongo, databasePrefix }: Servers,
  owner: EventOwner,
  pollMs?: number,
): Promise<EventStore> =>
  openMongoEventStore({ uri: mongo, database: databasePrefix + owner, ...(pollMs ? { pollMs } : {}) });

export const openReadModels = ({ mongo, databasePrefix }: Servers, service: string): Promise<ReadModels> =>
  openMongoReadModels({ uri: mongo, database: databasePrefix + service });

interface BusSettings {
  readonly service: string;
  readonly subscriptions: readonly Subscription[];
  readonly feed: OwnerFeed;
  readonly acknowledgedForgeries: readonly string[];
  onStopped(state: LaneState): void;
}

export function openBus({ kafka }: Servers, { service, ...settings }: BusSettings): KafkaEventBus {
  // What a process folds in its own memory it hears in a group of its own.
  const own = `${service}.${randomUUID().slice(0, 8)}`;
  const inEveryProcess = new Set(settings.subscriptions.filter((one) => one.inEveryProcess).map((one) => one.consumer));
  return new KafkaEventBus({
    ...kafka,
    ...settings,
    groupOf: (consumer) => (inEveryProcess.has(consumer) ? `${consumer}.${own}` : consumer),
  });
}

export const openRelay = (
  { kafka }: Servers,
  context: Context,
  store: EventStore,
  onStopped: (error: Error) => void,
): Relay => new Relay({ ...kafka, context, store, onStopped });
