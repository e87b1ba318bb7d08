import type { Figure } from '@tung-nha/progress-figures';
import type { FiguresBelow, Totals } from '@tung-nha/progress-projections';
import { faultAt, Problem } from '@tung-nha/service-runtime';
import type { Naming } from './named.js';

/** Figures of all units together in one answer. */
const MOST_VALUES = 20_000;

/**
 * Chosen figures of all units of a level below a unit: rest + Σ units = the unit.
 * @throws Problem when there would be too many
 */
export function belowAnswer({ units, rest }: FiguresBelow, figures: readonly Figure[], named: Naming) {
  if (units.length * figures.length > MOST_VALUES)
    throw new Problem('RequestInvalid', { errors: [faultAt('/figures', 'max')] });
  const chosen = (totals: Totals) => Object.fromEntries(figures.map(({ id }) => [id, totals[id]]));
  return {
    units: units.map(({ unit, child, figures: totals }) => ({
      unit: named(unit),
      within: child.id === unit.id ? null : named(child),
      figures: chosen(totals),
    })),
    rest: chosen(rest),
  };
}
