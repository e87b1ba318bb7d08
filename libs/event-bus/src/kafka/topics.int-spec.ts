import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { kafkaOf } from './client.js';
import { applyTopics, checkTopics, eventsTopic, TopicsNotReady } from './index.js';
import { brokers, describeWithKafka } from './testing/kafka-place.js';

describeWithKafka('topics (skipped without a broker: KAFKA_BROKERS, or Java and Maven)', () => {
  const cluster = { brokers: brokers!, prefix: `t-${randomUUID().slice(0, 8)}.` };
  const states = async (dryRun = false) => [
    ...new Set((await applyTopics({ ...cluster, replication: 1, dryRun })).map(({ state }) => state)),
  ];

  it('are made once, by nobody else, and only said by a dry run', async () => {
    expect(await states(true)).toEqual(['to create']);
    await expect(checkTopics(cluster, ['field-activity'])).rejects.toThrow(TopicsNotReady);
    expect(await states()).toEqual(['created']);
    await checkTopics(cluster, ['field-activity', 'team-organisation']);
    expect(await states()).toEqual(['there']);
  });

  it('with another number of partitions are refused, and never changed', async () => {
    const other = { ...cluster, prefix: `${cluster.prefix}other.` };
    const admin = kafkaOf(other, 'test').admin();
    await admin.connect();
    const topic = eventsTopic('field-activity', other.prefix);
    // To wait for leaders as kafkajs does would take a topic that the broker does not know yet for an error.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 2 }] });
    while (!(await admin.listTopics()).includes(topic));
    await admin.disconnect();
    const outcome = await applyTopics({ ...other, replication: 1 });
    expect(outcome.filter(({ state }) => state === 'differs').map(({ name }) => name)).toEqual([
      `${other.prefix}field-activity`,
    ]);
    await expect(checkTopics(other, ['field-activity'])).rejects.toThrow(
      `Kafka topics: ${other.prefix}field-activity has 2 partitions, not 12: run tung-nha topics apply`,
    );
  });
});
