import 'reflect-metadata';
import { KafkaEventBus } from '@tung-nha/event-bus/kafka';
import { Kafka, logLevel } from 'kafkajs';
import { writeSync } from 'node:fs';
import { started } from '../bus-double.js';
import { childSettings } from '../child.js';
import { CONSUMER, LANE, listen } from '../kafka-place.js';
import type { KafkaConsuming } from '../l20-half-open.js';

const { brokers, prefix, topic, twin } = childSettings<KafkaConsuming>();
const counted = () => writeSync(1, 'counted\n');

if (twin) {
  const consumer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).consumer({ groupId: 'control' });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({ eachBatch: async () => void counted() });
} else {
  const bus = new KafkaEventBus({
    brokers,
    prefix,
    subscriptions: [{ consumer: CONSUMER, lanes: [LANE], checkpoint: async () => 0 }],
    feed: { read: async () => [] },
    onStopped: ({ stopped }) => {
      writeSync(2, `${stopped?.name}: ${stopped?.message}\n`);
      process.exit(1);
    },
  });
  listen(bus, CONSUMER, () => void counted());
  await started(bus);
}
