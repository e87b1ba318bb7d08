import type { Context } from '@tung-nha/kernel';
import fc from 'fast-check';
import type { Batch, Delivery } from '../event-bus.js';

interface Step {
  readonly lane: number;
  /** So many deliveries come once more before the new ones. */
  readonly again: number;
  readonly fresh: number;
}

/**
 * Every way in which a bus may hand over these lanes: cut elsewhere, repeated, late, two contexts interleaved; in the
 * end everything has come. A projection must not be able to tell them apart (ARCHITECTURE §3).
 */
export function anyDisturbedDelivery(
  lanes: Readonly<Partial<Record<Context, readonly Delivery[]>>>,
): fc.Arbitrary<readonly Batch[]> {
  const names = Object.keys(lanes) as Context[];
  const step = fc.record({
    lane: fc.nat(Math.max(0, names.length - 1)),
    again: fc.nat(6),
    fresh: fc.integer({ min: 1, max: 9 }),
  });
  return fc.array(step, { maxLength: 40 }).map((steps) => {
    const batches: Batch[] = [];
    const done = new Map<Context, number>();
    const hand = (lane: Context, { again, fresh }: Omit<Step, 'lane'>) => {
      const all = lanes[lane] ?? [];
      const from = done.get(lane) ?? 0;
      const deliveries = all.slice(Math.max(0, from - again), from + fresh);
      const last = deliveries.at(-1);
      if (last) batches.push({ lane, upTo: last.position, deliveries });
      done.set(lane, Math.min(all.length, from + fresh));
    };
    for (const { lane, ...cut } of steps) hand(names[lane]!, cut);
    for (const lane of names) hand(lane, { again: 3, fresh: Infinity });
    return batches;
  });
}
