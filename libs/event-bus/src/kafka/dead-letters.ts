import type { Context, StreamName } from '@tung-nha/kernel';
import type { Kafka, Producer } from 'kafkajs';
import type { StrangerReason } from './read-message.js';
import { deadLetterTopic } from './topics.js';

/** A message of a topic that is none of its owner's events. It stays in the topic: here is where and why. */
export interface Stranger {
  readonly consumer: string;
  readonly lane: Context;
  readonly reason: StrangerReason;
  readonly partition: number;
  readonly offset: number;
}

/** A stream a consumer could not apply and has put aside (P8): the others go on. */
export interface ParkedStream {
  readonly consumer: string;
  readonly lane: Context;
  readonly stream: StreamName;
  readonly position: number;
  /** A code, never content. */
  readonly reason: string;
}

/**
 * The topic `<context>.dead-letter`. It names places and reasons and copies nothing, so it holds no person's data; the
 * same place or stream once more replaces what was said of it (the topic is compacted).
 */
export class DeadLetters {
  private producer?: Promise<Producer> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix = '',
  ) {}

  /** Resolves once all of them are kept. */
  async strangers(lane: Context, strangers: readonly Stranger[]): Promise<void> {
    await this.send(
      lane,
      strangers.map((stranger) => ({
        key: `${stranger.consumer}/${stranger.partition}@${stranger.offset}`,
        value: JSON.stringify({ kind: 'stranger', ...stranger }),
      })),
    );
  }

  async parked(parked: ParkedStream): Promise<void> {
    const key = `${parked.consumer}/${parked.stream}`;
    await this.send(parked.lane, [{ key, value: JSON.stringify({ kind: 'parked', ...parked }) }]);
  }

  /** The stream has been applied, or given up by someone who may. */
  async settled({ consumer, lane, stream }: Pick<ParkedStream, 'consumer' | 'lane' | 'stream'>): Promise<void> {
    await this.send(lane, [{ key: `${consumer}/${stream}`, value: null }]);
  }

  async close(): Promise<void> {
    await (await this.producer?.catch(() => undefined))?.disconnect();
  }

  private async send(lane: Context, messages: { key: string; value: string | null }[]): Promise<void> {
    this.producer ??= this.connect();
    const producer = await this.producer.catch((error: unknown) => {
      this.producer = undefined;
      throw error;
    });
    await producer.send({ topic: deadLetterTopic(lane, this.prefix), acks: -1, messages });
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }
}
