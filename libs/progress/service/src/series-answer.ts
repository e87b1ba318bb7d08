import { dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Figure } from '@tung-nha/progress-figures';
import type { Asked, UnitShape, Views } from '@tung-nha/progress-projections';
import { faultAt, Problem } from '@tung-nha/service-runtime';
import type { Level } from '@tung-nha/units';
import { type Period, periodsBetween } from './asked.js';
import type { Naming } from './named.js';

const MOST_POINTS = 400;
/** Points of all figures and children together in one answer. */
const MOST_VALUES = 200_000;
const shortest = { day: 1, month: 28, quarter: 84 } as const;

/** @throws Problem when there would be too many */
export function periodsOf(by: Period, { from, on }: { readonly from: LocalDate; readonly on: LocalDate }) {
  if ((dayNumber(on) - dayNumber(from)) / shortest[by] > MOST_POINTS)
    throw new Problem('RequestInvalid', { errors: [faultAt('/from', 'max')] });
  return periodsBetween(by, from, on);
}

export type SeriesRows = Pick<UnitShape, 'all' | 'own' | 'children'>;

/** A unit and its children; with a level the units of that level below it, and for its own what is in none of them. */
export function seriesRows(views: Views, unit: UnitId, asked: Asked, level: Level | undefined): SeriesRows {
  const shape = views.shape(unit, asked)!;
  if (level === undefined) return shape;
  const { units, rest } = views.shapesBelow(unit, level, asked)!;
  return { all: shape.all, own: rest, children: units };
}

/** Figures of a unit, its own rows and each child at the end of each period, flows within it: one line each (P3). */
export function seriesAnswer(
  views: Views,
  figures: readonly Figure[],
  by: Period,
  asked: Asked,
  shape: SeriesRows,
  named: Naming,
) {
  const periods = periodsOf(by, asked);
  if (periods.length * figures.length * (shape.children.length + 2) > MOST_VALUES)
    throw new Problem('RequestInvalid', { errors: [faultAt('/figures', 'max')] });
  const lists = [shape.all, shape.own, ...shape.children.map(({ places }) => places)];
  return {
    by,
    periods,
    figures: figures.map((figure) => {
      const [total, own, ...children] = views.series(figure, periods, asked.known, lists);
      return {
        figure: figure.id,
        total,
        own,
        children: shape.children.map(({ unit }, index) => ({ unit: named(unit), values: children[index]! })),
      };
    }),
  };
}
