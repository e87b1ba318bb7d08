import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Relay, StoreBehindTopic } from './index.js';
import { describeWithKafka, type KafkaPlace, openPlace } from './testing/kafka-place.js';

const context = 'field-activity';
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describeWithKafka('relay (skipped without a broker: KAFKA_BROKERS, or Java and Maven)', () => {
  let place: KafkaPlace;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(() => place.drop());

  const positions = async () => (await place.topic(context)).map(({ position }) => position);
  const sorted = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);

  it('hands on the stored bytes under the partition key, with position and type beside them', async () => {
    await place.publish(context, 45);
    const events = await place.stores[context].readAll(0, 45);
    const messages = (await place.topic(context)).sort((one, other) => one.position - other.position);
    expect(messages.map(({ key, value, type }) => ({ key, value, type }))).toEqual(
      events.map(({ bytes, envelope }) => ({ key: envelope.partitionkey, value: bytes, type: envelope.type })),
    );
  });

  it('keeps the order inside a key', async () => {
    await place.publish(context, 3_000);
    const byKey = new Map<string, number[]>();
    for (const { key, position } of await place.topic(context)) byKey.set(key, [...(byKey.get(key) ?? []), position]);
    for (const found of byKey.values()) expect(found).toEqual(sorted(found));
  });

  it('goes on behind what it announced, without repeats after an orderly end', async () => {
    await place.publish(context, 1_500);
    await place.announced(context, 1_500);
    await place.relays.get(context)!.close();
    place.relays.delete(context);
    await place.publish(context, 30);
    expect(sorted(await positions())).toEqual(upTo(1_530));
  });

  it('is at work in one process; another takes over', async () => {
    await place.publish(context, 10);
    const second = new Relay({ ...place.cluster, context, store: place.stores[context] });
    await second.start();
    expect([place.relays.get(context)!.state().active, second.state().active]).toEqual([true, false]);
    await place.announced(context, 10);
    await place.relays.get(context)!.close();
    await place.store(context, 10);
    await second.untilRelayed();
    place.relays.set(context, second);
    expect(sorted(await positions())).toEqual(upTo(20));
  });

  it('does not begin behind a topic that holds more than its store', async () => {
    await place.announce(context, '7');
    const relay = await place.relay(context);
    while (!relay.state().stopped) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(relay.state().stopped).toBeInstanceOf(StoreBehindTopic);
  });
});
