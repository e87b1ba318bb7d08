import type { Context } from '@tung-nha/kernel';
import type { LaneState, Subscription } from '../event-bus.js';
import { EventBusServer } from '../event-bus-server.js';
import { CONSUMER_RETRY, type KafkaCluster, kafkaOf } from './client.js';
import { DeadLetters, type Stranger } from './dead-letters.js';
import { GroupConsumer } from './group-consumer.js';
import { KafkaLane } from './lane.js';
import type { SetAside } from './lane-settings.js';
import type { OwnerFeed } from './owner-feed.js';
import type { StrangerReason } from './read-message.js';
import { SteadyAdmin } from './steady-admin.js';
import { eventsTopic, requireTopics, topicsOf } from './topics.js';

export interface KafkaEventBusSettings extends KafkaCluster {
  readonly subscriptions: readonly Subscription[];
  /** What Kafka lost is read here, what was forged is judged here. */
  readonly feed: OwnerFeed;
  /**
   * The Kafka group of a consumer, its own name unless said. A fold that every process keeps in its own memory needs a
   * group of each process: `(consumer) => `${consumer}.${instance}``.
   */
  groupOf?(consumer: string): string;
  /** A lane came to stand still; the composition decides whether the process ends (health says it in any case). */
  onStopped?(state: LaneState): void;
  /** A message that is none of the owner's events was set aside. */
  onStranger?(stranger: Stranger): void;
  /** `<topic>-<partition>@<offset>` that an operator has looked into (see ForgedPosition). */
  readonly acknowledgedForgeries?: readonly string[];
  /** A position missing for so long is read from the owner. */
  readonly gapMs?: number;
  /** There is more and nothing moved for so long: the lane stops. */
  readonly stallMs?: number;
  /** No heartbeat answered for so long: every lane stops. */
  readonly silenceMs?: number;
  /** Until another member takes over from one that died. */
  readonly sessionTimeoutMs?: number;
}

/** The same handlers over Kafka: all partitions of a topic merged by position; the consumer's checkpoint is the truth. */
export class KafkaEventBus extends EventBusServer {
  /** So many messages were set aside since the start, by reason. */
  readonly strangers = new Map<StrangerReason, number>();
  readonly deadLetters: DeadLetters;
  private readonly admin: SteadyAdmin;
  private readonly groups: readonly GroupConsumer[];
  private readonly lanes: readonly KafkaLane[];
  private closing = false;

  constructor(private readonly settings: KafkaEventBusSettings) {
    super(settings.subscriptions);
    const { prefix = '', groupOf = (consumer: string) => consumer } = settings;
    const kafka = kafkaOf(settings, 'tung-nha-event-bus');
    this.admin = new SteadyAdmin(kafka);
    this.deadLetters = new DeadLetters(kafka, prefix);
    const consuming = kafkaOf(settings, 'tung-nha-event-bus', CONSUMER_RETRY);
    const groups = settings.subscriptions.map((subscription) => {
      const lanes = subscription.lanes.map((context) => this.laneOf(subscription.consumer, context, () => group));
      const group: GroupConsumer = new GroupConsumer({
        kafka: consuming,
        admin: this.admin,
        prefix,
        group: `${prefix}${groupOf(subscription.consumer)}`,
        subscription,
        lanes,
        sessionTimeoutMs: settings.sessionTimeoutMs ?? 15_000,
        silenceMs: settings.silenceMs ?? 45_000,
        stallMs: settings.stallMs ?? 60_000,
      });
      return { group, lanes };
    });
    this.groups = groups.map(({ group }) => group);
    this.lanes = groups.flatMap(({ lanes }) => lanes);
  }

  laneStates(): readonly LaneState[] {
    return this.lanes.map((lane) => lane.state());
  }

  /** Consumers of which this process is the active member; the others stand by. */
  activeConsumers(): readonly string[] {
    return this.subscriptions.flatMap(({ consumer }, at) => (this.groups[at]!.active ? [consumer] : []));
  }

  /** What lies in the topics now has had its effect; while this process stands by, it waits. */
  async untilCaughtUp(consumer?: string): Promise<void> {
    const wanted = this.lanes.filter(({ settings }) => !consumer || settings.consumer === consumer);
    await Promise.all(wanted.map((lane) => this.untilEffected(lane, () => false)));
  }

  /** As `untilCaughtUp`, but what may be left to another process is not waited for while it is. */
  async untilServing(): Promise<void> {
    const isLeft = new Map(
      this.subscriptions.map(({ consumer, servedStandingBy }, at) => [
        consumer,
        () => servedStandingBy === true && this.groups[at]!.standsBy,
      ]),
    );
    await Promise.all(this.lanes.map((lane) => this.untilEffected(lane, isLeft.get(lane.settings.consumer)!)));
  }

  private async untilEffected(lane: KafkaLane, isLeftToAnother: () => boolean): Promise<void> {
    const offsets = await this.admin.offsets(lane.settings.topic);
    const ends = new Map(offsets.map(({ partition, high }) => [partition, high]));
    await lane.untilEffected(ends, () => this.closing || isLeftToAnother());
  }

  /** @throws TopicsNotReady in one line */
  protected async start(): Promise<void> {
    const contexts = [...new Set(this.subscriptions.flatMap(({ lanes }) => lanes))];
    const topics = contexts.flatMap((context) => topicsOf(context, this.settings.prefix));
    await this.admin.ask((admin) => requireTopics(admin, topics));
    await Promise.all(this.groups.map((group) => group.start()));
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.groups.map((group) => group.close()));
    await this.deadLetters.close();
    await this.admin.close();
  }

  private laneOf(consumer: string, context: Context, group: () => GroupConsumer): KafkaLane {
    const { prefix, feed, gapMs = 5_000, acknowledgedForgeries = [], onStopped } = this.settings;
    const topic = eventsTopic(context, prefix);
    return new KafkaLane({
      consumer,
      context,
      topic,
      feed,
      gapMs,
      acknowledgedForgeries: new Set(acknowledgedForgeries),
      handOver: (batch) => this.handOver(consumer, batch),
      setAside: (strangers) => this.setAside(consumer, context, strangers),
      pause: (partitions) => group().pause(topic, partitions),
      resume: (partitions) => group().resume(topic, partitions),
      moved: () => group().moved(),
      stopped: (state) => onStopped?.(state),
    });
  }

  private async setAside(consumer: string, lane: Context, found: readonly SetAside[]): Promise<void> {
    const strangers = found.map((one) => ({ consumer, lane, ...one }));
    await this.deadLetters.strangers(lane, strangers);
    for (const stranger of strangers) {
      this.strangers.set(stranger.reason, (this.strangers.get(stranger.reason) ?? 0) + 1);
      this.settings.onStranger?.(stranger);
    }
  }
}
