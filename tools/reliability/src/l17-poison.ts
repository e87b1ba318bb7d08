import type { Batch, Delivery } from '@tung-nha/event-bus';
import type { KafkaEventBus } from '@tung-nha/event-bus/kafka';
import { appendTo, CONSUMER, kafkaServer, KafkaPlace, LANE, until } from './kafka-place.js';
import { openStore } from './places.js';
import { above, exactly, type Figures, type Setting, type Trial } from './report.js';

const STREAMS = 100;
const EVENTS_PER_STREAM = 20;
const POISON = 37;

/** One event that cannot be applied: its stream is parked and told, the others go on; later it is tried again. */
export const l17: Trial = {
  name: 'L17',
  opens: ['event-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: {
    other_streams_done: exactly(`${STREAMS - 1}/${STREAMS - 1}`),
    parked: exactly(1),
    told: exactly(1),
    retried_ok: exactly(1),
    control_streams_not_done: above(0),
  },
  async run({ place }: Setting): Promise<Figures> {
    const server = await kafkaServer();
    const store = await openStore(await place());
    const kafka = await new KafkaPlace(server, store).open();
    for (let n = 0; n < STREAMS; n += 1) await appendTo(store, n, EVENTS_PER_STREAM);
    await kafka.relay.untilRelayed();
    try {
      const ours = new Consumer(true);
      ours.bus = await kafka.bus({ subscriptions: [ours.subscription()] }, (batch) => ours.handle(batch));
      await ours.bus.untilCaughtUp();
      const done = ours.done();
      const told = await letters(kafka);
      const retried = ours.retry();
      const [parked] = ours.parked.keys();
      await ours.bus.deadLetters.settled({ consumer: CONSUMER, lane: LANE, stream: parked as `${string}/${string}` });
      await ours.bus.close();

      const naive = new Consumer(false);
      const control = await kafka.bus({ subscriptions: [naive.subscription('naive.projection')] }, (batch) =>
        naive.handle(batch),
      );
      await until(() => control.laneStates()[0]?.stopped !== undefined);
      await control.close();
      return {
        streams: STREAMS,
        other_streams_done: `${done}/${STREAMS - 1}`,
        parked: ours.parked.size,
        told,
        retried_ok: Number(retried),
        control_streams_not_done: STREAMS - 1 - naive.done(),
      };
    } finally {
      await kafka.relay.close();
      await store.close();
      await server.stop();
    }
  },
};

/** Counts per stream; cannot read one event until it is mended. */
class Consumer {
  readonly parked = new Map<string, Delivery[]>();
  bus?: KafkaEventBus;
  private readonly counts = new Map<string, number>();
  private mended = false;
  private position = 0;

  constructor(private readonly parks: boolean) {}

  subscription = (consumer = CONSUMER) => ({
    consumer,
    lanes: [LANE] as const,
    checkpoint: async () => this.position,
  });

  async handle({ deliveries, upTo }: Batch): Promise<void> {
    for (const delivery of deliveries) await this.one(delivery);
    this.position = upTo;
  }

  /** Streams but the poisoned one of which every event is counted. */
  done(): number {
    return [...this.counts].filter(([stream, n]) => stream !== `household/h-${POISON}` && n === EVENTS_PER_STREAM)
      .length;
  }

  retry(): boolean {
    this.mended = true;
    for (const [stream, waiting] of this.parked) {
      for (const delivery of waiting) this.apply(delivery);
      if (this.counts.get(stream) !== EVENTS_PER_STREAM) return false;
    }
    return true;
  }

  private async one(delivery: Delivery): Promise<void> {
    const stream = delivery.envelope.subject;
    const waiting = this.parked.get(stream);
    if (waiting) return void waiting.push(delivery);
    try {
      this.apply(delivery);
    } catch (error) {
      if (!this.parks) throw error;
      this.parked.set(stream, [delivery]);
      const { position } = delivery;
      await this.bus?.deadLetters.parked({ consumer: CONSUMER, lane: LANE, stream, position, reason: 'poison' });
    }
  }

  private apply({ envelope }: Delivery): void {
    const poison = envelope.subject === `household/h-${POISON}` && envelope.streamversion === 7;
    if (poison && !this.mended) throw new Error('poison');
    this.counts.set(envelope.subject, (this.counts.get(envelope.subject) ?? 0) + 1);
  }
}

/** How many letters of parked streams lie in the dead-letter topic. */
async function letters(kafka: KafkaPlace): Promise<number> {
  const consumer = kafka.kafka().consumer({ groupId: `${kafka.prefix}letters` });
  await consumer.connect();
  await consumer.subscribe({ topics: [`${kafka.topic}.dead-letter`], fromBeginning: true });
  let found = 0;
  await consumer.run({
    eachMessage: async ({ message }) => {
      if (String(message.value).includes('"kind":"parked"')) found += 1;
    },
  });
  await until(() => found > 0);
  await consumer.disconnect();
  return found;
}
