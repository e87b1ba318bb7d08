import type { Batch, Consumer, Kafka } from 'kafkajs';
import { CONSUMER_RETRY } from './client.js';
import { announcedIn } from './group-consumer.js';
import { oneActive } from './one-active.js';
import { SteadyAdmin } from './steady-admin.js';
import { KafkaLost } from './stopped.js';

interface LeaseSettings {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly group: string;
  readonly sessionTimeoutMs: number;
  /** This process is the one at work, and the position announced last; `held` turns false for good when it is no more. */
  gained(announced: number, held: () => boolean): void;
  lost(): void;
  failed(error: Error): void;
}

const FETCH_WAIT_MS = 1_000;
/** Another member's coming is heard with a heartbeat: often enough that it does not wait. */
const HEARTBEAT_MS = 1_000;
const TRY_AGAIN_MS = 500;
const READ_BACK = 1_000;
const READ_WITHIN_MS = 10_000;

/** Who may relay: the member of a group that holds the one partition of the head topic. */
export class RelayLease {
  private readonly consumer: Consumer;
  private memberId: string | undefined;
  private term = 0;
  private reading: ((batch: Pick<Batch, 'messages' | 'lastOffset'>) => void) | undefined;
  private closing = false;

  constructor(private readonly settings: LeaseSettings) {
    this.consumer = settings.kafka.consumer({
      groupId: settings.group,
      partitionAssigners: [oneActive(() => this.memberId)],
      allowAutoTopicCreation: false,
      retry: CONSUMER_RETRY,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      sessionTimeout: settings.sessionTimeoutMs,
      heartbeatInterval: Math.min(HEARTBEAT_MS, settings.sessionTimeoutMs / 3),
    });
  }

  get held(): boolean {
    return this.memberId !== undefined;
  }

  async start(): Promise<void> {
    const { consumer } = this;
    const { topic, failed } = this.settings;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
      this.joined(payload.memberId, Object.keys(payload.memberAssignment).length > 0),
    );
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) failed(new KafkaLost('its client has given up', payload.error));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    // After the last announcement nothing is fetched: joining is all that is wanted of this consumer.
    await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => this.reading?.(batch) });
  }

  async close(): Promise<void> {
    this.closing = true;
    this.term += 1;
    this.memberId = undefined;
    await this.consumer.disconnect();
  }

  private joined(memberId: string, assigned: boolean): void {
    if (this.closing) return;
    this.consumer.pause([{ topic: this.settings.topic }]);
    if (assigned && this.memberId === memberId) return;
    this.term += 1;
    this.memberId = assigned ? memberId : undefined;
    if (assigned) void this.gain(this.term);
    else this.settings.lost();
  }

  private async gain(term: number): Promise<void> {
    while (term === this.term)
      try {
        const announced = await this.lastAnnounced();
        if (term === this.term) this.settings.gained(announced, () => term === this.term);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
  }

  /** 0 in an empty topic; strangers' messages are passed over. Too low a position only means repeats. */
  private async lastAnnounced(): Promise<number> {
    const admin = new SteadyAdmin(this.settings.kafka);
    const [end] = await admin.offsets(this.settings.topic).finally(() => admin.close());
    const { low, high } = end!;
    if (low === high) return 0;
    const near = Math.max(low, high - READ_BACK);
    return (await this.read(near, high)) ?? (near > low ? await this.read(low, high) : undefined) ?? 0;
  }

  private async read(from: number, to: number): Promise<number | undefined> {
    const { consumer } = this;
    const { topic } = this.settings;
    let last: number | undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, READ_WITHIN_MS);
      this.reading = (batch) => {
        for (const message of batch.messages) last = announcedIn(message) ?? last;
        if (Number(batch.lastOffset()) < to - 1) return;
        clearTimeout(timer);
        resolve();
      };
      consumer.seek({ topic, partition: 0, offset: String(from) });
      consumer.resume([{ topic }]);
    });
    this.reading = undefined;
    consumer.pause([{ topic }]);
    return last;
  }
}
