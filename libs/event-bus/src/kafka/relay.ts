import type { EventStore, SequencedEvent } from '@tung-nha/event-store';
import type { Context } from '@tung-nha/kernel';
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';
import { CONSUMER_RETRY, type KafkaCluster, kafkaOf } from './client.js';
import { RelayLease } from './relay-lease.js';
import { SteadyAdmin } from './steady-admin.js';
import { asError } from './stopped.js';
import { eventsTopic, headTopic, requireTopics, topicsOf } from './topics.js';

export interface RelaySettings extends KafkaCluster {
  readonly context: Context;
  /** Read only. */
  readonly store: EventStore;
  /** Idle, it says its position so often: readers know the end, and that there is nothing more. */
  readonly announceMs?: number;
  /** Until another process takes over from one that died. */
  readonly sessionTimeoutMs?: number;
  /** The relay came to stand still; health says it in any case. */
  onStopped?(error: Error): void;
}

export interface RelayState {
  readonly context: Context;
  /** Handed on and acknowledged by Kafka up to here. */
  readonly position: number;
  /** Others of the same context stand by. */
  readonly active: boolean;
  /** Kafka did not take the last attempt; it is tried again until it does. */
  readonly failing?: Error;
  /** It stays so until the process starts again. */
  readonly stopped?: Error;
}

const EVENTS_PER_BATCH = 1_000;
/** Below the topic's `max.message.bytes`, also when all of it goes to one partition. */
const CHARACTERS_PER_BATCH = 700_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const FAILURES_PER_PRODUCER = 3;

/** The topic holds more than the store: the store is an old copy, and its next events would take positions twice. */
export class StoreBehindTopic extends Error {
  constructor(context: Context, announced: number, head: number) {
    super(`the topic of ${context} holds position ${announced}, its store ends at ${head}: an old copy?`);
    this.name = 'StoreBehindTopic';
  }
}

/**
 * Hands a context's log on to its topic, at least once, in order. Its checkpoint is what it announced in `<topic>.head`
 * after Kafka had acknowledged it, so whoever takes over repeats one batch at most. One process of a context is at work;
 * a second that does not know yet that it was put out repeats bytes that readers know by their position.
 */
export class Relay {
  private position = 0;
  private announced = -1;
  private announcedAt = 0;
  private failing: Error | undefined;
  private stop?: Error;
  private producer: Producer | undefined;
  private working: Promise<void> = Promise.resolve();
  private wake = () => {};
  private asked = false;
  private closing = false;
  private readonly lease: RelayLease;
  private readonly kafka: Kafka;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly settings: RelaySettings) {
    const { context, prefix = '', sessionTimeoutMs = 15_000 } = settings;
    this.kafka = kafkaOf(settings, `tung-nha-relay-${context}`);
    this.lease = new RelayLease({
      kafka: kafkaOf(settings, `tung-nha-relay-${context}`, CONSUMER_RETRY),
      topic: headTopic(context, prefix),
      group: `${prefix}${context}.relay`,
      sessionTimeoutMs,
      gained: (announced, held) => {
        this.working = this.working.then(() => this.work(announced, held)).catch((error) => this.fail(asError(error)));
      },
      lost: () => this.wake(),
      failed: (error) => this.fail(error),
    });
  }

  /** Resolves when the lease is held or another holds it. @throws TopicsNotReady in one line */
  async start(): Promise<void> {
    const { context, prefix } = this.settings;
    const admin = new SteadyAdmin(this.kafka);
    await admin.ask((one) => requireTopics(one, topicsOf(context, prefix))).finally(() => admin.close());
    await this.lease.start();
  }

  state(): RelayState {
    return {
      context: this.settings.context,
      position: this.position,
      active: this.lease.held,
      ...(this.failing ? { failing: this.failing } : {}),
      ...(this.stop ? { stopped: this.stop } : {}),
    };
  }

  /** Everything the store holds now is acknowledged by Kafka. @throws why the relay stands still */
  async untilRelayed(): Promise<void> {
    const target = await this.settings.store.head();
    while (this.position < target && !this.closing) {
      if (this.stop) throw this.stop;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    this.wake();
    this.notify();
    await this.working;
    await this.lease.close();
    await this.producer?.disconnect();
  }

  private async work(announced: number, held: () => boolean): Promise<void> {
    const { store, context, announceMs = 2_000 } = this.settings;
    const atWork = () => held() && !this.closing && !this.stop;
    const head = await store.head();
    if (announced > head) throw new StoreBehindTopic(context, announced, head);
    this.position = announced;
    this.announced = announced;
    const forget = store.onAppend(() => {
      this.asked = true;
      this.wake();
    });
    try {
      while (atWork()) {
        this.asked = false;
        const events = fitting(await store.readAll(this.position, EVENTS_PER_BATCH));
        if (events.length > 0) {
          await this.send(events, atWork);
        } else if (this.announced < this.position || performance.now() - this.announcedAt >= announceMs) {
          await this.send([], atWork);
        } else {
          await this.rest(announceMs - (performance.now() - this.announcedAt), atWork);
        }
      }
    } finally {
      forget();
    }
  }

  private rest(withinMs: number, atWork: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.asked || !atWork()) this.wake();
    });
  }

  /** Until Kafka has it. The same messages each time, so that the broker knows what it has already. */
  private async send(events: readonly SequencedEvent[], atWork: () => boolean): Promise<void> {
    const { context, prefix } = this.settings;
    const { position } = this;
    const head = { topic: headTopic(context, prefix), messages: [{ key: context, value: String(position) }] };
    const topicMessages = [
      ...(events.length > 0 ? [{ topic: eventsTopic(context, prefix), messages: events.map(messageOf) }] : []),
      ...(this.announced < position || events.length === 0 ? [head] : []),
    ];
    let failures = 0;
    for (let pause = FIRST_PAUSE_MS; atWork(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS))
      try {
        this.producer ??= await this.connect();
        await this.producer.sendBatch({ acks: -1, topicMessages });
        this.failing = undefined;
        this.position = events.at(-1)?.position ?? position;
        this.announced = Math.max(this.announced, position);
        this.announcedAt = performance.now();
        this.notify();
        return;
      } catch (error) {
        this.failing = asError(error);
        failures += 1;
        // What kafkajs knows of leaders and of its own sequence may be wrong for good: a new one asks anew.
        if (needsNewProducer(error) || failures % FAILURES_PER_PRODUCER === 0) await this.dropProducer();
        await this.pause(pause, atWork);
      }
  }

  /** New events do not end it, only the end of the work does. */
  private pause(ms: number, atWork: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        if (atWork()) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // Few at a time: the loop above goes on for ever and can be closed.
      retry: { retries: 3, maxRetryTime: LONGEST_PAUSE_MS },
    });
    await producer.connect();
    return producer;
  }

  private async dropProducer(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private fail(error: Error): void {
    if (this.stop || this.closing) return;
    this.stop = error;
    this.wake();
    this.notify();
    this.settings.onStopped?.(error);
  }

  private notify(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

/** CloudEvents in structured mode: the value is the stored text. */
const messageOf = ({ position, bytes, envelope }: SequencedEvent): Message => ({
  key: envelope.partitionkey,
  value: bytes,
  headers: { position: String(position), type: envelope.type, 'content-type': 'application/cloudevents+json' },
});

function fitting(events: readonly SequencedEvent[]): readonly SequencedEvent[] {
  let characters = 0;
  const tooMany = events.findIndex(({ bytes }) => (characters += bytes.length) > CHARACTERS_PER_BATCH);
  return tooMany < 0 ? events : events.slice(0, Math.max(1, tooMany));
}

/** After these an idempotent producer never gets its sequence right again. */
const needsNewProducer = (error: unknown) =>
  ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED'].some((type) =>
    JSON.stringify(typesOf(error)).includes(type),
  );

const typesOf = (error: unknown): unknown[] =>
  error instanceof Error ? [(error as { type?: string }).type, error.message, ...typesOf(error.cause)] : [];
