import { type Context, contexts } from '@tung-nha/kernel';
import kafkajs, { type Admin } from 'kafkajs';
import { type KafkaCluster, kafkaOf } from './client.js';
import { SteadyAdmin } from './steady-admin.js';

/** A topic as it must be. Partitions are never changed later: keys would move and lose their order. */
export interface TopicDeclaration {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

/** What became of a topic; `differs` is never repaired by us. */
export interface TopicOutcome extends TopicDeclaration {
  readonly replication: number;
  readonly state: 'to create' | 'created' | 'there' | 'differs';
}

/** Outsiders read a topic with at most so many consumers; our own adapter always reads all of it. */
const PARTITIONS: Readonly<Record<Context, number>> = { 'team-organisation': 3, 'field-activity': 12 };

/** Larger than any append, which is the largest record batch the relay may need for one event. */
const MOST_BYTES_PER_BATCH = 2_500_000;

export const eventsTopic = (context: Context, prefix = '') => `${prefix}${context}`;
/** Up to where the relay has handed on: its own checkpoint, and what readers know of the end. */
export const headTopic = (context: Context, prefix = '') => `${prefix}${context}.head`;
/** What was set aside, by reason and place; never a copy of the content. */
export const deadLetterTopic = (context: Context, prefix = '') => `${prefix}${context}.dead-letter`;

const forEver = { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };
const lastOfEachKey = { 'cleanup.policy': 'compact' };

export const topicsOf = (context: Context, prefix = ''): readonly TopicDeclaration[] => [
  {
    name: eventsTopic(context, prefix),
    partitions: PARTITIONS[context],
    config: { ...forEver, 'max.message.bytes': String(MOST_BYTES_PER_BATCH) },
  },
  { name: headTopic(context, prefix), partitions: 1, config: { ...lastOfEachKey, 'segment.ms': '3600000' } },
  { name: deadLetterTopic(context, prefix), partitions: 1, config: lastOfEachKey },
];

export const declaredTopics = (prefix = ''): readonly TopicDeclaration[] =>
  contexts.flatMap((context) => topicsOf(context, prefix));

/** One line that says every fault and what to do. */
export class TopicsNotReady extends Error {
  constructor(faults: readonly string[]) {
    super(`Kafka topics: ${faults.join('; ')}: run tung-nha topics apply`);
    this.name = 'TopicsNotReady';
  }
}

/** Nobody creates a topic by using it. @throws TopicsNotReady when one is missing or has another number of partitions */
export async function requireTopics(admin: Admin, wanted: readonly TopicDeclaration[]): Promise<void> {
  const partitions = await partitionsOf(
    admin,
    wanted.map(({ name }) => name),
  );
  const faults = wanted.flatMap(({ name, partitions: declared }) => {
    const found = partitions.get(name);
    if (found === undefined) return [`${name} is missing`];
    return found === declared ? [] : [`${name} has ${found} partitions, not ${declared}`];
  });
  if (faults.length > 0) throw new TopicsNotReady(faults);
}

/** The same question for a service that has not connected yet. @throws TopicsNotReady */
export async function checkTopics(cluster: KafkaCluster, needed: readonly Context[]): Promise<void> {
  await withAdmin(cluster, (admin) =>
    requireTopics(
      admin,
      needed.flatMap((context) => topicsOf(context, cluster.prefix)),
    ),
  );
}

export interface Apply extends KafkaCluster {
  /** Copies of each partition; 3 where there are three brokers, else 1. */
  readonly replication?: number;
  readonly dryRun?: boolean;
}

/** Creates what is missing and sets the configuration of what is there. Safe to repeat. */
export async function applyTopics({ replication, dryRun = false, ...cluster }: Apply): Promise<TopicOutcome[]> {
  const outcomes = await withAdmin(cluster, async (admin): Promise<TopicOutcome[]> => {
    const { brokers } = await admin.describeCluster();
    const copies = replication ?? (brokers.length >= 3 ? 3 : 1);
    const declared = declaredTopics(cluster.prefix).map((topic) => ({
      ...topic,
      config: { ...topic.config, 'min.insync.replicas': copies >= 3 ? '2' : '1' },
    }));
    const found = await partitionsOf(
      admin,
      declared.map(({ name }) => name),
    );
    const missing = declared.filter(({ name }) => !found.has(name));
    if (!dryRun && missing.length > 0)
      await admin.createTopics({
        // kafkajs takes a topic that a broker does not know yet for an error; we ask until all know it.
        waitForLeaders: false,
        topics: missing.map(({ name, partitions, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: copies,
          configEntries: entriesOf(config),
        })),
      });
    const there = declared.filter(({ name }) => found.has(name));
    if (!dryRun && there.length > 0)
      await admin.alterConfigs({
        validateOnly: false,
        resources: there.map(({ name, config }) => ({
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name,
          configEntries: entriesOf(config),
        })),
      });
    const stateOf = ({ name, partitions }: TopicDeclaration): TopicOutcome['state'] => {
      if (!found.has(name)) return dryRun ? 'to create' : 'created';
      return found.get(name) === partitions ? 'there' : 'differs';
    };
    return declared.map((topic) => ({ ...topic, replication: copies, state: stateOf(topic) }));
  });
  if (!dryRun)
    await untilLed(
      cluster,
      outcomes.map(({ name }) => name),
    );
  return outcomes;
}

const LED_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 100;

/** Every partition has a leader. @throws Error after 30 s */
async function untilLed(cluster: KafkaCluster, topics: string[]): Promise<void> {
  const deadline = performance.now() + LED_WITHIN_MS;
  for (;;) {
    const led = await withAdmin(cluster, async (admin) => {
      const found = await admin.fetchTopicMetadata({ topics });
      return found.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    }).catch(() => false);
    if (led) return;
    if (performance.now() > deadline) throw new Error(`no leader within ${LED_WITHIN_MS} ms: ${topics.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

const entriesOf = (config: TopicDeclaration['config']) =>
  Object.entries(config).map(([name, value]) => ({ name, value }));

async function partitionsOf(admin: Admin, names: readonly string[]): Promise<Map<string, number>> {
  const there = new Set(await admin.listTopics());
  const topics = names.filter((name) => there.has(name));
  if (topics.length === 0) return new Map();
  const metadata = await admin.fetchTopicMetadata({ topics });
  return new Map(metadata.topics.map(({ name, partitions }) => [name, partitions.length]));
}

async function withAdmin<Result>(cluster: KafkaCluster, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = new SteadyAdmin(kafkaOf(cluster, 'tung-nha-topics'));
  return admin.ask(work).finally(() => admin.close());
}
