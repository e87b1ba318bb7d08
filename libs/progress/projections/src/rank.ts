import type { UnitId } from '@tung-nha/kernel';
import { catalogue, type FigureId, figureOf } from '@tung-nha/progress-figures';
import { slotOf } from './totals.js';

/** A unit among those it is compared with, and all slots of it. */
export interface Ranked {
  readonly unit: { readonly id: UnitId };
  readonly sum: Int32Array;
}

/**
 * Place among siblings, 1 is best: most of it, of trouble the least. A share where the figure has a denominator that is
 * not 0, else the count; equal values share a place.
 */
export function rankOf(
  unit: UnitId,
  siblings: readonly Ranked[],
): Readonly<Partial<Record<FigureId, { readonly rank: number; readonly of: number }>>> {
  const mine = siblings.findIndex((sibling) => sibling.unit.id === unit);
  if (mine < 0) return {};
  return Object.fromEntries(
    catalogue.map((figure) => {
      const slot = slotOf(figure);
      const denominator = figure.shareOf && slotOf(figureOf(figure.shareOf)!);
      const shared = denominator !== undefined && siblings.some(({ sum }) => sum[denominator]! > 0);
      const sign = figure.trouble ? -1 : 1;
      const values = siblings.map(
        ({ sum }) => sign * (shared ? sum[slot]! / Math.max(1, sum[denominator]!) : sum[slot]!),
      );
      const own = values[mine]!;
      let better = 0;
      for (const value of values) if (value > own) better += 1;
      return [figure.id, { rank: better + 1, of: siblings.length }];
    }),
  );
}
