import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Batch, Delivery, LaneState, Subscription } from '../event-bus.js';
import { eventBusContract } from '../testing/index.js';
import type { ForgedPosition, KafkaEventBus, KafkaEventBusSettings, Stranger } from './index.js';
import {
  brokers,
  describeWithKafka,
  type KafkaPlace,
  listening,
  messageOf,
  openPlace,
  subscriptionOf,
} from './testing/kafka-place.js';

if (brokers)
  eventBusContract('Kafka', async () => {
    const place = await openPlace();
    return {
      publish: (context, count) => place.publish(context, count),
      open: (subscriptions) => place.bus({ subscriptions }),
      drop: () => place.drop(),
    };
  });

const consumer = 'counting.projection';
const lane = 'field-activity';
const upTo = (count: number, after = 0) => Array.from({ length: count }, (_, n) => after + n + 1);

describeWithKafka('Kafka event bus (skipped without a broker: KAFKA_BROKERS, or Java and Maven)', () => {
  let place: KafkaPlace;
  let open: KafkaEventBus[];
  let counted: number[];
  let stopped: LaneState[];
  let strangers: Stranger[];
  beforeEach(async () => {
    place = await openPlace();
    open = [];
    counted = [];
    stopped = [];
    strangers = [];
  });
  afterEach(async () => {
    for (const bus of open) await bus.close();
    await place.drop();
  });

  /** A consumer whose effect and checkpoint are one: the last position counted. */
  const counting = (): Subscription => subscriptionOf(consumer, () => counted.at(-1) ?? 0);
  const count = ({ deliveries }: Batch) => void counted.push(...deliveries.map(({ position }) => position));
  const start = async (
    settings: Partial<KafkaEventBusSettings> = {},
    handler: (batch: Batch) => Promise<void> | void = count,
  ) => {
    const bus = place.bus({
      subscriptions: [counting()],
      gapMs: 100,
      onStopped: (state) => stopped.push(state),
      onStranger: (stranger) => strangers.push(stranger),
      ...settings,
    });
    open.push(bus);
    await listening(bus, settings.subscriptions?.[0]?.consumer ?? consumer, handler);
    return bus;
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const stored = (after: number, limit: number) => place.stores[lane].readAll(after, limit);
  const forgeryOf = (delivery: Delivery, position = delivery.position): Delivery => {
    const envelope = { ...delivery.envelope, data: { forged: true } };
    return { position, envelope, bytes: JSON.stringify(envelope) };
  };

  it('merges what lies unevenly in many partitions', async () => {
    await place.publish(lane, 20_000);
    const bus = await start();
    await bus.untilCaughtUp();
    expect(counted).toEqual(upTo(20_000));
  });

  it('reads a position that Kafka lost from the owner, and never passes it', async () => {
    await place.store(lane, 60);
    const events = await stored(0, 60);
    const kept = events.filter(({ position }) => position < 20 || position > 40);
    await place.write(lane, kept.map(messageOf));
    const bus = await start();
    await bus.untilCaughtUp();
    await until(() => counted.length >= 60);
    expect(counted).toEqual(upTo(60));
  });

  it('reads from the owner what the relay announced and Kafka lost', async () => {
    await place.store(lane, 2_500);
    await place.announce(lane, '2500');
    const bus = await start();
    await until(() => counted.length >= 2_500);
    expect(counted).toEqual(upTo(2_500));
    expect(bus.laneStates()).toEqual([{ consumer, lane, position: 2_500, head: 2_500 }]);
  });

  it('sets aside what is not the owner’s, with its reason and place, and counts the rest', async () => {
    await place.publish(lane, 20);
    const [genuine] = await stored(0, 1);
    const { key, value, headers } = messageOf(genuine!);
    const another = { ...genuine!.envelope, source: '/team-organisation', type: 'team-organisation.sampled' };
    await place.write(lane, [
      { key: key!, value: null },
      { key: key!, value: '' },
      { key: key!, value: 'not JSON', headers: { position: '21' } },
      { key: key!, value: Buffer.from([0xff, 0xfe]), headers: { position: '21' } },
      { key: key!, value: '{"a":1}', headers: { position: '21' } },
      { key: key!, value: value!, headers: { ...headers, position: '-1' } },
      { key: key!, value: value!, headers: { type: genuine!.envelope.type } },
      { key: key!, value: value!, headers: { ...headers, position: '21', large: 'x'.repeat(1_000_000) } },
      { key: key!, value: JSON.stringify(another), headers: { position: '21', type: another.type } },
      { key: key!, value: value!, headers: { ...headers, position: '21', type: 'field-activity.Sampled' } },
      { key: 'elsewhere', value: value!, headers: { ...headers, position: '21' } },
    ]);
    await place.publish(lane, 20);
    const bus = await start();
    await bus.untilCaughtUp();
    expect(counted).toEqual(upTo(40));
    expect(bus.laneStates()[0]?.stopped).toBeUndefined();
    expect(Object.fromEntries(bus.strangers)).toEqual({
      'no-value': 2,
      'not-json': 2,
      'not-an-event': 1,
      'no-position': 2,
      'headers-too-large': 1,
      'another-source': 1,
      'type-differs': 1,
      'key-differs': 1,
    });
    const letters = await place.deadLetters(lane);
    expect(letters).toHaveLength(strangers.length);
    expect(letters).toEqual(expect.arrayContaining(strangers.map((one) => ({ kind: 'stranger', ...one }))));
  });

  it('stops at a position that is claimed twice; the owner says which is forged', async () => {
    await place.publish(lane, 20);
    const bus = await start();
    await bus.untilCaughtUp();
    await place.write(lane, [messageOf(forgeryOf((await stored(9, 1))[0]!))]);
    await until(() => stopped.length > 0);
    const error = stopped[0]!.stopped as ForgedPosition;
    expect([error.name, error.position, error.forgedHandedOver]).toEqual(['ForgedPosition', 10, false]);
    expect(strangers.map(({ reason }) => reason)).toEqual(['forged-position']);

    await bus.close();
    const again = await start({ acknowledgedForgeries: error.places });
    await place.publish(lane, 1);
    await again.untilCaughtUp();
    expect(counted).toEqual(upTo(21));
  });

  it('hands over nothing that the owner has not spoken for: the next position, forged, is set aside', async () => {
    await place.publish(lane, 20);
    const bus = await start();
    await bus.untilCaughtUp();
    const [last] = await stored(19, 1);
    await place.write(lane, [messageOf(forgeryOf(last!, 21))]);
    await until(() => strangers.length > 0);
    expect(strangers.map(({ reason }) => reason)).toEqual(['beyond-the-log']);
    await place.publish(lane, 20);
    await bus.untilCaughtUp();
    expect(counted).toEqual(upTo(40));
    expect(stopped).toEqual([]);
  });

  it('stops before either is counted when the genuine one comes while the forged one waits', async () => {
    await place.publish(lane, 20);
    const bus = await start({ gapMs: 600_000 });
    await bus.untilCaughtUp();
    const [last] = await stored(19, 1);
    await place.write(lane, [messageOf(forgeryOf(last!, 21))]);
    await until(() => bus.laneStates()[0]!.head === 21);
    await place.publish(lane, 1);
    await until(() => stopped.length > 0);
    const error = stopped[0]!.stopped as ForgedPosition;
    expect([error.position, error.forgedHandedOver]).toEqual([21, false]);
    expect(counted).toEqual(upTo(20));

    await bus.close();
    const again = await start({ acknowledgedForgeries: error.places });
    await again.untilCaughtUp();
    expect(counted).toEqual(upTo(21));
  });

  it('says so when what was forged, announcement and all, was handed over; a new start does not hide it', async () => {
    await place.publish(lane, 1);
    const [genuine] = await stored(0, 1);
    await place.write(lane, [messageOf(forgeryOf(genuine!, 2))]);
    await place.announce(lane, '2');
    const bus = await start();
    await bus.untilCaughtUp();
    expect(counted).toEqual(upTo(2));
    await place.publish(lane, 1);
    await until(() => stopped.length > 0);
    const error = stopped[0]!.stopped as ForgedPosition;
    expect([error.position, error.forgedHandedOver]).toEqual([2, true]);
    expect(error.message).toContain('rebuild');

    await bus.close();
    const unheeding = await start();
    await until(() => stopped.length > 1);
    expect(stopped[1]!.stopped).toMatchObject({ name: 'ForgeryCounted', places: error.places });
    await unheeding.close();
    const again = await start({ acknowledgedForgeries: error.places });
    await place.publish(lane, 1);
    await again.untilCaughtUp();
    expect(counted).toEqual(upTo(3));
  });

  it('sets aside a position beyond the owner’s log, and goes on by itself', async () => {
    await place.publish(lane, 20);
    const [event] = await stored(0, 1);
    await place.write(lane, [messageOf({ position: 1_000_000, bytes: event!.bytes, envelope: event!.envelope })]);
    await place.publish(lane, 20);
    const bus = await start();
    await bus.untilCaughtUp();
    await until(() => strangers.length > 0);
    expect(strangers.map(({ reason }) => reason)).toEqual(['beyond-the-log']);
    await until(() => bus.laneStates()[0]!.head === 40);
    expect(counted).toEqual(upTo(40));
  });

  it('has one active member; the other takes over from where the consumer stands', async () => {
    await place.publish(lane, 100);
    const [first, second] = [await start(), await start()];
    await first.untilCaughtUp();
    expect([first.activeConsumers(), second.activeConsumers()]).toEqual([[consumer], []]);
    await first.close();
    await place.publish(lane, 100);
    await until(() => second.activeConsumers().length === 1);
    await second.untilCaughtUp();
    expect(counted).toEqual(upTo(200));
  });

  it('serves while it stands by for what is another’s work, and not with what it would hold itself', async () => {
    await place.publish(lane, 10);
    const first = await start();
    await first.untilCaughtUp();
    const second = await start({ subscriptions: [{ ...counting(), servedStandingBy: true }] });
    await second.untilServing();
    expect(second.activeConsumers()).toEqual([]);
    const third = await start();
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
    await place.publish(lane, 100);
    const first = await start();
    await first.untilCaughtUp();
    await first.close();
    await place.publish(lane, 10);
    const second = await start();
    await second.untilCaughtUp();
    expect(counted).toEqual(upTo(110));
    await second.close();
    counted = upTo(50);
    const third = await start();
    await third.untilCaughtUp();
    expect(counted).toEqual(upTo(110));
  });

  it('keeps its place through a handler that runs longer than the session timeout', async () => {
    await place.publish(lane, 10);
    const slow = async (batch: Batch) => {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      count(batch);
    };
    const bus = await start({ sessionTimeoutMs: 6_000 }, slow);
    await start({ sessionTimeoutMs: 6_000 });
    await bus.untilCaughtUp();
    expect(counted).toEqual(upTo(10));
  });

  it('stops visibly when there is more and nothing moves', async () => {
    await place.publish(lane, 10);
    let release = () => {};
    await start({ stallMs: 700 }, () => new Promise((resolve) => (release = resolve)));
    await until(() => stopped.length > 0);
    release();
    expect(stopped[0]!.stopped).toMatchObject({ name: 'LaneStalled', message: expect.stringContaining('0 of 10') });
  });

  it('refuses to start in one line when a topic is missing', async () => {
    const bus = place.bus({ prefix: 'nowhere.', subscriptions: [counting()] });
    open.push(bus);
    bus.addHandler(consumer, (() => undefined) as never, true);
    const error = await new Promise<Error>((resolve) => bus.listen((one) => resolve(one as Error)));
    expect(error.message).toBe(
      'Kafka topics: nowhere.field-activity is missing; nowhere.field-activity.head is missing; ' +
        'nowhere.field-activity.dead-letter is missing: run tung-nha topics apply',
    );
  });
});
