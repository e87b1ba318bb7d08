import { type Context, context as contextSchema } from '@tung-nha/kernel';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { Subscription } from '../event-bus.js';
import { CONSUMER_RETRY } from './client.js';
import type { KafkaLane } from './lane.js';
import { oneActive } from './one-active.js';
import { committedAs, readCommitted, type Resume } from './partition-progress.js';
import type { SteadyAdmin } from './steady-admin.js';
import { KafkaLost } from './stopped.js';
import { eventsTopic, headTopic } from './topics.js';

export interface GroupSettings {
  readonly kafka: Kafka;
  readonly admin: SteadyAdmin;
  readonly prefix: string;
  readonly group: string;
  readonly subscription: Subscription;
  readonly lanes: readonly KafkaLane[];
  readonly sessionTimeoutMs: number;
  readonly silenceMs: number;
  readonly stallMs: number;
}

/** New events end the wait at once; without any, each question costs a process that rests. */
const FETCH_WAIT_MS = 500;
const BYTES_PER_PARTITION = 131_072;
const COMMIT_EVERY_MS = 1_000;
/** Another member's coming is heard with a heartbeat: often enough that it does not wait. */
const HEARTBEAT_MS = 1_000;
const TRY_AGAIN_MS = 500;
const WATCH_EVERY_MS = 500;

/**
 * One member of a consumer's group. Reading only fills the lanes, so heartbeats never wait for a handler: one that runs
 * longer than the session timeout keeps its place.
 */
export class GroupConsumer {
  private readonly consumer: Consumer;
  private readonly byTopic: ReadonlyMap<string, KafkaLane>;
  private readonly byHead: ReadonlyMap<string, KafkaLane>;
  /** The member id under which this process is the active one. */
  private activeAs: string | undefined;
  private activating = false;
  private isIdleMember = false;
  private term = 0;
  private readonly headOffsets = new Map<string, string>();
  private heardAt = performance.now();
  private committedAt = 0;
  private committing?: Promise<void> | undefined;
  private watching?: NodeJS.Timeout;
  private closing = false;

  constructor(private readonly settings: GroupSettings) {
    const { kafka, group, lanes, prefix, sessionTimeoutMs } = settings;
    this.byTopic = new Map(lanes.map((lane) => [eventsTopic(lane.settings.context, prefix), lane]));
    this.byHead = new Map(lanes.map((lane) => [headTopic(lane.settings.context, prefix), lane]));
    this.consumer = kafka.consumer({
      groupId: group,
      partitionAssigners: [oneActive(() => this.activeAs)],
      allowAutoTopicCreation: false,
      retry: CONSUMER_RETRY,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: BYTES_PER_PARTITION,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.min(HEARTBEAT_MS, sessionTimeoutMs / 3),
    });
  }

  /** Resolves when the group has been joined. */
  async start(): Promise<void> {
    const { consumer } = this;
    const heard = () => (this.heardAt = performance.now());
    consumer.on(consumer.events.HEARTBEAT, heard);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      heard();
      this.joined(payload.memberId, Object.keys(payload.memberAssignment).length > 0);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.fail(new KafkaLost('its client has given up', payload.error));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.byTopic.keys(), ...this.byHead.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.eachBatch(payload),
    });
    this.watching = setInterval(() => this.watch(), WATCH_EVERY_MS);
    this.watching.unref();
  }

  get active(): boolean {
    return this.activeAs !== undefined;
  }

  /** The group has been joined, and another member is the active one. */
  get standsBy(): boolean {
    return this.isIdleMember;
  }

  pause(topic: string, partitions: readonly number[]): void {
    // Between a crash and the new start there is nothing to pause; whoever joins anew pauses again.
    quietly(() => this.consumer.pause([{ topic, partitions: [...partitions] }]));
  }

  resume(topic: string, partitions: readonly number[]): void {
    if (!this.activating) quietly(() => this.consumer.resume([{ topic, partitions: [...partitions] }]));
  }

  /** An effect is done; offsets follow it, at most once a second. */
  moved(): void {
    if (performance.now() - this.committedAt > COMMIT_EVERY_MS) void this.commit();
  }

  /** In this order: handlers return, offsets are committed, the group is left. */
  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.watching);
    await Promise.all(this.settings.lanes.map((lane) => lane.end()));
    await this.committing;
    await this.commit();
    this.activeAs = undefined;
    await this.consumer.disconnect();
  }

  private joined(memberId: string, assigned: boolean): void {
    if (this.closing) return;
    const { consumer } = this;
    this.isIdleMember = !assigned;
    if (!assigned) {
      this.activeAs = undefined;
      this.term += 1;
      for (const lane of this.settings.lanes) void lane.end();
      return;
    }
    // Under another id it was put out in between, and another may have been the active one.
    const goesOn = this.activeAs === memberId && !this.activating;
    this.activeAs = memberId;
    if (goesOn) {
      for (const [topic, lane] of this.byTopic) {
        for (const [partition, progress] of lane.partitions)
          consumer.seek({ topic, partition, offset: String(progress.nextOffset) });
        lane.pauseAgain();
      }
      for (const [topic, offset] of this.headOffsets) consumer.seek({ topic, partition: 0, offset });
      return;
    }
    consumer.pause([...this.byTopic.keys(), ...this.byHead.keys()].map((topic) => ({ topic })));
    if (this.activating) return;
    this.activating = true;
    this.term += 1;
    void this.activate(this.term);
  }

  private async activate(term: number): Promise<void> {
    const { lanes } = this.settings;
    // The handler of an earlier term may still run.
    await Promise.all(lanes.map((lane) => lane.end()));
    for (;;)
      try {
        const starts = await this.starts();
        if (term !== this.term || this.closing) break;
        for (const { lane, checkpoint, partitions, head, countedForgeries } of starts) {
          const { topic, context } = lane.settings;
          lane.begin(checkpoint, partitions, [...countedForgeries]);
          for (const [partition, { offset }] of partitions)
            this.consumer.seek({ topic, partition, offset: String(offset) });
          this.consumer.seek({ topic: headTopic(context, this.settings.prefix), partition: 0, offset: String(head) });
        }
        this.activating = false;
        this.consumer.resume([...this.byTopic.keys(), ...this.byHead.keys()].map((topic) => ({ topic })));
        for (const lane of lanes) lane.pauseAgain();
        return;
      } catch {
        // Kafka is away for a moment; when it stays away, the watch says so.
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        if (term !== this.term || this.closing) break;
      }
    this.activating = false;
  }

  /** The consumer's own checkpoint decides; a committed offset only saves reading what lies before it. */
  private async starts() {
    const { admin, group, subscription, lanes, prefix } = this.settings;
    const committed = new Map(
      (await admin.ask((one) => one.fetchOffsets({ groupId: group, topics: [...this.byTopic.keys()] }))).map((one) => [
        one.topic,
        new Map(one.partitions.map((partition) => [partition.partition, partition])),
      ]),
    );
    return Promise.all(
      lanes.map(async (lane) => {
        const { topic, context } = lane.settings;
        const checkpoint = await checkpointOf(subscription, lane, context);
        const partitions = new Map<number, Resume>();
        const countedForgeries = new Set<string>();
        for (const { partition, low, high } of await admin.offsets(topic)) {
          const { offset = '-1', metadata = null } = committed.get(topic)?.get(partition) ?? {};
          const { position, countedForgeries: counted } = readCommitted(metadata);
          for (const place of counted) countedForgeries.add(place);
          const usable = position <= checkpoint && Number(offset) >= low && Number(offset) <= high;
          partitions.set(partition, usable ? { offset: Number(offset), position } : { offset: low, position: 0 });
        }
        const [end] = await admin.offsets(headTopic(context, prefix));
        const head = Math.max(end?.low ?? 0, (end?.high ?? 0) - 1);
        return { lane, checkpoint, partitions, head, countedForgeries };
      }),
    );
  }

  private async eachBatch({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (!isRunning() || isStale() || this.activating || !this.active) return;
    const lane = this.byTopic.get(batch.topic);
    if (lane) {
      await lane.receive(batch.partition, batch.messages);
    } else {
      const announced = this.byHead.get(batch.topic);
      for (const message of batch.messages) announced?.announce(announcedIn(message) ?? 0);
      this.headOffsets.set(batch.topic, String(Number(batch.lastOffset()) + 1));
    }
    resolveOffset(batch.lastOffset());
    await heartbeat();
  }

  private commit(): Promise<void> {
    this.committing ??= this.commitNow()
      // A rebalance or a broker that is away: the checkpoint is the consumer's own, so the next commit will do.
      .catch(() => undefined)
      .finally(() => {
        this.committedAt = performance.now();
        this.committing = undefined;
      });
    return this.committing;
  }

  private async commitNow(): Promise<void> {
    if (!this.active || this.activating) return;
    const offsets = [...this.byTopic].flatMap(([topic, lane]) =>
      [...lane.partitions].map(([partition, { committable }]) => ({
        topic,
        partition,
        offset: String(committable.offset),
        metadata: committedAs(committable, lane.countedForgeries),
      })),
    );
    if (offsets.length > 0) await this.consumer.commitOffsets(offsets);
  }

  private watch(): void {
    const silent = performance.now() - this.heardAt;
    if (silent > this.settings.silenceMs) this.fail(new KafkaLost(`no answer for ${Math.round(silent / 1_000)} s`));
    for (const lane of this.settings.lanes) lane.watch(this.settings.stallMs);
  }

  private fail(error: Error): void {
    for (const lane of this.settings.lanes) lane.fail(error);
  }
}

async function checkpointOf(subscription: Subscription, lane: KafkaLane, context: Context): Promise<number> {
  try {
    return await subscription.checkpoint(context);
  } catch (error) {
    lane.fail(error instanceof Error ? error : new Error(String(error), { cause: error }));
    return 0;
  }
}

/** What the relay announced, undefined for a stranger's message. */
export function announcedIn({ key, value }: Pick<KafkaMessage, 'key' | 'value'>): number | undefined {
  const text = value?.toString('utf8') ?? '';
  if (!contextSchema.safeParse(key?.toString('utf8')).success || !/^\d{1,16}$/.test(text)) return undefined;
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Not running at this moment.
  }
}
