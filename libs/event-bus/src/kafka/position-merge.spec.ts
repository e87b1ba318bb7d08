import { describe, expect, it } from '@jest/globals';
import type { Envelope } from '@tung-nha/kernel';
import fc from 'fast-check';
import type { Delivery } from '../event-bus.js';
import { PartitionProgress } from './partition-progress.js';
import { PositionMerge } from './position-merge.js';

const PARTITIONS = 4;
const delivery = (position: number, bytes = `event ${position}`): Delivery => ({
  position,
  bytes,
  envelope: {} as Envelope,
});

/** Which partition each position lies in, and from which partition something is read next, some of it once more. */
const anyReading = fc.record({
  places: fc.array(fc.nat(PARTITIONS - 1), { minLength: 1, maxLength: 60 }),
  steps: fc.array(
    fc.record({ partition: fc.nat(PARTITIONS - 1), count: fc.integer({ min: 1, max: 5 }), back: fc.nat(3) }),
    {
      maxLength: 80,
    },
  ),
  checkpoint: fc.nat(20),
});

describe('merging by position', () => {
  it('gives every position once, in order, however the partitions are read', () => {
    fc.assert(
      fc.property(anyReading, ({ places, steps, checkpoint }) => {
        const begin = Math.min(checkpoint, places.length);
        const merge = new PositionMerge(begin);
        const partitions = Array.from({ length: PARTITIONS }, (_, partition) =>
          places.flatMap((place, at) => (place === partition ? [at + 1] : [])),
        );
        const progress = partitions.map(() => new PartitionProgress({ offset: 0, position: 0 }));
        const read = partitions.map(() => 0);
        const given: number[] = [];
        const take = (partition: number, count: number, back: number) => {
          const from = Math.max(0, read[partition]! - back);
          const to = Math.min(partitions[partition]!.length, read[partition]! + count);
          for (let offset = from; offset < to; offset += 1) {
            const position = partitions[partition]![offset]!;
            progress[partition]!.read(offset, position);
            expect(merge.offer({ delivery: delivery(position), place: { partition, offset } })).toBeUndefined();
          }
          read[partition] = to;
          const next = merge.next(7).map((one) => one.position);
          given.push(...next);
          if (next.length > 0) merge.handedOver(next.at(-1)!);
          for (const one of progress) one.effected(merge.position);
          progress.forEach(({ committable }, at) => {
            const before = partitions[at]!.slice(0, committable.offset);
            expect(Math.max(0, ...before)).toBeLessThanOrEqual(merge.position);
            expect(committable.position).toBe(Math.max(0, ...before));
          });
        };
        for (const { partition, count, back } of steps) take(partition, count, back);
        for (let round = 0; round < places.length; round += 1)
          for (let partition = 0; partition < PARTITIONS; partition += 1) take(partition, places.length, 0);
        expect(given).toEqual(places.flatMap((_, at) => (at + 1 > begin ? [at + 1] : [])));
        expect([merge.count, merge.waitingSize]).toEqual([0, 0]);
      }),
      { seed: 20_240_510, numRuns: 300 },
    );
  });

  it('tells a repeat from another claim to the position, also after it was handed over', () => {
    const merge = new PositionMerge(0);
    merge.offer({ delivery: delivery(1) });
    expect(merge.offer({ delivery: delivery(1) })).toBeUndefined();
    expect(merge.offer({ delivery: delivery(1, 'forged') })).toMatchObject({ handedOver: false });
    merge.handedOver(1);
    expect(merge.offer({ delivery: delivery(1) })).toBeUndefined();
    expect(merge.offer({ delivery: delivery(1, 'forged') })).toMatchObject({ handedOver: true });
  });
});

describe('what may be committed', () => {
  it('does not pass a message before it has been set aside', () => {
    const progress = new PartitionProgress({ offset: 5, position: 40 });
    progress.read(5, undefined);
    progress.read(6, 41);
    progress.effected(41);
    expect(progress.committable).toEqual({ offset: 5, position: 40 });
    progress.settle(new Set([5]), 41);
    expect(progress.committable).toEqual({ offset: 7, position: 41 });
  });
});
