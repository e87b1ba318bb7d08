import type { Context } from '@tung-nha/kernel';
import type { Data, Mutation } from '@tung-nha/read-store';

/**
 * A step of a counting read model: each lane counts in fields of its own, so lanes may come in any order; within a lane
 * the trail shows every repeat, loss and disorder.
 */
export const count = (lane: string, position: number, collection: string, id: string): Mutation => ({
  position,
  collection,
  id,
  fold: (data) => ({
    ...data,
    [`${lane}.n`]: numberIn(data, `${lane}.n`) + 1,
    [`${lane}.trail`]: (numberIn(data, `${lane}.trail`) * 31 + position) % 1_000_000_007,
  }),
});

export const remove = (position: number, collection: string, id: string): Mutation => ({
  position,
  collection,
  id,
  fold: () => undefined,
});

export const numberIn = (data: Data | undefined, field: string) => Number(data?.[field] ?? 0);

export const DOCUMENTS = 20;

/** What an event at this position changes: one of some documents, and the total. */
export const countingMutations = (lane: Context, position: number): Mutation[] => [
  count(lane, position, 'counts', `document-${position % DOCUMENTS}`),
  count(lane, position, 'counts', 'total'),
];
