import { deadLetterTopic, eventsTopic, headTopic } from '@tung-nha/event-bus/kafka';
import type { Distribution } from '@tung-nha/testing/system';
import { type Consumer, Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { LANE, until } from './kafka-place.js';

const WITHIN_MS = 60_000;

/** Whoever may write to a topic that is not theirs; and what one consumer's dead letters say of it. */
export class Stranger {
  private readonly producer: Producer;
  private readonly letters: Consumer;
  private readonly reasons = new Map<string, string>();
  private readonly prefix: string;

  constructor(
    { cluster: { brokers, prefix = '' } }: Distribution,
    private readonly consumer: string,
  ) {
    const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
    this.prefix = prefix;
    this.producer = kafka.producer({ allowAutoTopicCreation: false });
    this.letters = kafka.consumer({ groupId: `${prefix}letters` });
  }

  async open(): Promise<this> {
    await this.producer.connect();
    await this.letters.connect();
    await this.letters.subscribe({ topics: [deadLetterTopic(LANE, this.prefix)], fromBeginning: true });
    await this.letters.run({
      eachMessage: async ({ message: { key, value } }) => {
        const { reason } = JSON.parse(String(value)) as { reason: string };
        this.reasons.set(String(key), reason);
      },
    });
    return this;
  }

  /** Returns the place, as dead letters name it. */
  async write(message: Message): Promise<string> {
    const topic = eventsTopic(LANE, this.prefix);
    const [written] = await this.producer.send({ topic, acks: -1, messages: [message] });
    const { partition, baseOffset } = written!;
    return `${partition}@${baseOffset}`;
  }

  /** As only the relay may. */
  async announce(position: number): Promise<void> {
    const messages = [{ key: LANE, value: String(position) }];
    await this.producer.send({ topic: headTopic(LANE, this.prefix), acks: -1, messages });
  }

  /** Why the consumer set this message aside. @throws when it does not within a minute */
  async reasonFor(place: string): Promise<string> {
    const key = `${this.consumer}/${place}`;
    await until(() => this.reasons.has(key), WITHIN_MS);
    return this.reasons.get(key)!;
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
    await this.letters.disconnect();
  }
}
