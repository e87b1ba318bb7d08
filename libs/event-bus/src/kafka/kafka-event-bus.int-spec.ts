import { expect, it } from '@jest/globals';
import type { Batch } from '../event-bus.js';
import { eventBusContract } from '../testing/index.js';
import { consumer, CountingLane, lane, until, upTo } from './testing/counting-lane.js';
import { brokers, describeWithKafka, messageOf, openPlace } from './testing/kafka-place.js';

if (brokers)
  eventBusContract('Kafka', async () => {
    const place = await openPlace();
    return {
      publish: (context, count) => place.publish(context, count),
      open: (subscriptions) => place.bus({ subscriptions }),
      drop: () => place.drop(),
    };
  });

describeWithKafka('Kafka event bus (skipped without a broker: KAFKA_BROKERS, or Java and Maven)', () => {
  const at = new CountingLane();

  it('merges what lies unevenly in many partitions', async () => {
    await at.place.publish(lane, 20_000);
    const bus = await at.start();
    await bus.untilCaughtUp();
    expect(at.counted).toEqual(upTo(20_000));
  });

  it('reads a position that Kafka lost from the owner, and never passes it', async () => {
    await at.place.store(lane, 60);
    const events = await at.stored(0, 60);
    const kept = events.filter(({ position }) => position < 20 || position > 40);
    await at.place.write(lane, kept.map(messageOf));
    const bus = await at.start();
    await bus.untilCaughtUp();
    await until(() => at.counted.length >= 60);
    expect(at.counted).toEqual(upTo(60));
  });

  it('reads from the owner what the relay announced and Kafka lost', async () => {
    await at.place.store(lane, 2_500);
    await at.place.announce(lane, '2500');
    const bus = await at.start();
    await until(() => at.counted.length >= 2_500);
    expect(at.counted).toEqual(upTo(2_500));
    expect(bus.laneStates()).toEqual([{ consumer, lane, position: 2_500, head: 2_500 }]);
  });

  it('has one active member; the other takes over from where the consumer stands', async () => {
    await at.place.publish(lane, 100);
    const [first, second] = [await at.start(), await at.start()];
    await first.untilCaughtUp();
    expect([first.activeConsumers(), second.activeConsumers()]).toEqual([[consumer], []]);
    await first.close();
    await at.place.publish(lane, 100);
    await until(() => second.activeConsumers().length === 1);
    await second.untilCaughtUp();
    expect(at.counted).toEqual(upTo(200));
  });

  it('serves while it stands by for what is another’s work, and not with what it would hold itself', async () => {
    await at.place.publish(lane, 10);
    const first = await at.start();
    await first.untilCaughtUp();
    const second = await at.start({ subscriptions: [{ ...at.counting(), servedStandingBy: true }] });
    await second.untilServing();
    expect(second.activeConsumers()).toEqual([]);
    const third = await at.start();
    let isServing = false;
    const serving = third.untilServing().then(() => (isServing = true));
    await second.untilServing();
    expect(isServing).toBe(false);
    await first.close();
    await second.close();
    await serving;
    expect(third.activeConsumers()).toEqual([consumer]);
  });

  it('goes on from the consumer’s checkpoint, also when the group has committed more', async () => {
    await at.place.publish(lane, 100);
    const first = await at.start();
    await first.untilCaughtUp();
    await first.close();
    await at.place.publish(lane, 10);
    const second = await at.start();
    await second.untilCaughtUp();
    expect(at.counted).toEqual(upTo(110));
    await second.close();
    at.counted = upTo(50);
    const third = await at.start();
    await third.untilCaughtUp();
    expect(at.counted).toEqual(upTo(110));
  });

  it('keeps its place through a handler that runs longer than the session timeout', async () => {
    await at.place.publish(lane, 10);
    const slow = async (batch: Batch) => {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      at.count(batch);
    };
    const bus = await at.start({ sessionTimeoutMs: 6_000 }, slow);
    await at.start({ sessionTimeoutMs: 6_000 });
    await bus.untilCaughtUp();
    expect(at.counted).toEqual(upTo(10));
  });

  it('stops visibly when there is more and nothing moves', async () => {
    await at.place.publish(lane, 10);
    let release = () => {};
    await at.start({ stallMs: 700 }, () => new Promise((resolve) => (release = resolve)));
    await until(() => at.stopped.length > 0);
    release();
    expect(at.stopped[0]!.stopped).toMatchObject({ name: 'LaneStalled', message: expect.stringContaining('0 of 10') });
  });

  it('refuses to start in one line when a topic is missing', async () => {
    const bus = at.place.bus({ prefix: 'nowhere.', subscriptions: [at.counting()] });
    at.open.push(bus);
    bus.addHandler(consumer, (() => undefined) as never, true);
    const error = await new Promise<Error>((resolve) => bus.listen((one) => resolve(one as Error)));
    expect(error.message).toBe(
      'Kafka topics: nowhere.field-activity is missing; nowhere.field-activity.head is missing; ' +
        'nowhere.field-activity.dead-letter is missing: run tung-nha topics apply',
    );
  });
});
