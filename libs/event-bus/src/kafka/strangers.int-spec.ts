import { expect, it } from '@jest/globals';
import type { Delivery } from '../event-bus.js';
import type { ForgedPosition } from './index.js';
import { CountingLane, lane, until, upTo } from './testing/counting-lane.js';
import { describeWithKafka, messageOf } from './testing/kafka-place.js';

const forgeryOf = (delivery: Delivery, position = delivery.position): Delivery => {
  const envelope = { ...delivery.envelope, data: { forged: true } };
  return { position, envelope, bytes: JSON.stringify(envelope) };
};

describeWithKafka('strange messages (skipped without a broker: KAFKA_BROKERS, or Java and Maven)', () => {
  const at = new CountingLane();

  it('sets aside what is not the owner’s, with its reason and place, and counts the rest', async () => {
    await at.place.publish(lane, 20);
    const [genuine] = await at.stored(0, 1);
    const { key, value, headers } = messageOf(genuine!);
    const another = { ...genuine!.envelope, source: '/team-organisation', type: 'team-organisation.sampled' };
    await at.place.write(lane, [
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
    await at.place.publish(lane, 20);
    const bus = await at.start();
    await bus.untilCaughtUp();
    expect(at.counted).toEqual(upTo(40));
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
    const letters = await at.place.deadLetters(lane);
    expect(letters).toHaveLength(at.strangers.length);
    expect(letters).toEqual(expect.arrayContaining(at.strangers.map((one) => ({ kind: 'stranger', ...one }))));
  });

  it('stops at a position that is claimed twice; the owner says which is forged', async () => {
    await at.place.publish(lane, 20);
    const bus = await at.start();
    await bus.untilCaughtUp();
    await at.place.write(lane, [messageOf(forgeryOf((await at.stored(9, 1))[0]!))]);
    await until(() => at.stopped.length > 0);
    const error = at.stopped[0]!.stopped as ForgedPosition;
    expect([error.name, error.position, error.forgedHandedOver]).toEqual(['ForgedPosition', 10, false]);
    expect(at.strangers.map(({ reason }) => reason)).toEqual(['forged-position']);

    await bus.close();
    const again = await at.start({ acknowledgedForgeries: error.places });
    await at.place.publish(lane, 1);
    await again.untilCaughtUp();
    expect(at.counted).toEqual(upTo(21));
  });

  it('hands over nothing that the owner has not spoken for: the next position, forged, is set aside', async () => {
    await at.place.publish(lane, 20);
    const bus = await at.start();
    await bus.untilCaughtUp();
    const [last] = await at.stored(19, 1);
    await at.place.write(lane, [messageOf(forgeryOf(last!, 21))]);
    await until(() => at.strangers.length > 0);
    expect(at.strangers.map(({ reason }) => reason)).toEqual(['beyond-the-log']);
    await at.place.publish(lane, 20);
    await bus.untilCaughtUp();
    expect(at.counted).toEqual(upTo(40));
    expect(at.stopped).toEqual([]);
  });

  it('stops before either is at.counted when the genuine one comes while the forged one waits', async () => {
    await at.place.publish(lane, 20);
    const bus = await at.start({ gapMs: 600_000 });
    await bus.untilCaughtUp();
    const [last] = await at.stored(19, 1);
    await at.place.write(lane, [messageOf(forgeryOf(last!, 21))]);
    await until(() => bus.laneStates()[0]!.head === 21);
    await at.place.publish(lane, 1);
    await until(() => at.stopped.length > 0);
    const error = at.stopped[0]!.stopped as ForgedPosition;
    expect([error.position, error.forgedHandedOver]).toEqual([21, false]);
    expect(at.counted).toEqual(upTo(20));

    await bus.close();
    const again = await at.start({ acknowledgedForgeries: error.places });
    await again.untilCaughtUp();
    expect(at.counted).toEqual(upTo(21));
  });

  it('says so when what was forged, announcement and all, was handed over; a new start does not hide it', async () => {
    await at.place.publish(lane, 1);
    const [genuine] = await at.stored(0, 1);
    await at.place.write(lane, [messageOf(forgeryOf(genuine!, 2))]);
    await at.place.announce(lane, '2');
    const bus = await at.start();
    await bus.untilCaughtUp();
    expect(at.counted).toEqual(upTo(2));
    await at.place.publish(lane, 1);
    await until(() => at.stopped.length > 0);
    const error = at.stopped[0]!.stopped as ForgedPosition;
    expect([error.position, error.forgedHandedOver]).toEqual([2, true]);
    expect(error.message).toContain('rebuild');

    await bus.close();
    const unheeding = await at.start();
    await until(() => at.stopped.length > 1);
    expect(at.stopped[1]!.stopped).toMatchObject({ name: 'ForgeryCounted', places: error.places });
    await unheeding.close();
    const again = await at.start({ acknowledgedForgeries: error.places });
    await at.place.publish(lane, 1);
    await again.untilCaughtUp();
    expect(at.counted).toEqual(upTo(3));
  });

  it('sets aside a position beyond the owner’s log, and goes on by itself', async () => {
    await at.place.publish(lane, 20);
    const [event] = await at.stored(0, 1);
    await at.place.write(lane, [messageOf({ position: 1_000_000, bytes: event!.bytes, envelope: event!.envelope })]);
    await at.place.publish(lane, 20);
    const bus = await at.start();
    await bus.untilCaughtUp();
    await until(() => at.strangers.length > 0);
    expect(at.strangers.map(({ reason }) => reason)).toEqual(['beyond-the-log']);
    await until(() => bus.laneStates()[0]!.head === 40);
    expect(at.counted).toEqual(upTo(40));
  });
});
