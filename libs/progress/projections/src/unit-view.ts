import { catalogue, type FigureId } from '@tung-nha/progress-figures';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { UnitOnDay, UnitRegister } from '@tung-nha/units';
import { type AskedDays, type Columns, named, type Totals } from './columns.js';
import { shapeOf, type UnitShape } from './unit-shape.js';

export interface Asked extends AskedDays {
  readonly map: LocalDate;
}

export interface UnitView {
  readonly shape: UnitShape;
  readonly figures: Totals;
  readonly own: Totals;
  readonly children: readonly { readonly unit: UnitOnDay; readonly figures: Totals }[];
}

const SHAPES_KEPT = 20_000;

/** The per-level view: total = own + Σ children, by construction and checked by property (P2). */
export class Views {
  private readonly shapes = new Map<string, UnitShape>();
  private shapedFor?: { readonly register: UnitRegister; readonly places: number };

  constructor(
    private readonly columns: Columns,
    private readonly register: () => UnitRegister,
  ) {}

  /** Undefined for a unit nobody knows. */
  view(unit: UnitId, asked: Asked): UnitView | undefined {
    const shape = this.shape(unit, asked.map);
    if (!shape) return undefined;
    const totals = this.columns.totals(asked);
    const own = sumOver(totals, shape.own);
    const children = shape.children.map((child) => ({ unit: child.unit, sum: sumOver(totals, child.places) }));
    const figures = Int32Array.from(own);
    for (const child of children) add(figures, child.sum);
    return {
      shape,
      figures: named(figures),
      own: named(own),
      children: children.map((child) => ({ unit: child.unit, figures: named(child.sum) })),
    };
  }

  /** The unit's figures alone. */
  figures(unit: UnitId, asked: Asked): Totals | undefined {
    const shape = this.shape(unit, asked.map);
    return shape && named(sumOver(this.columns.totals(asked), shape.all));
  }

  shape(unit: UnitId, map: LocalDate): UnitShape | undefined {
    const register = this.register();
    const places = this.columns.places;
    if (
      this.shapedFor?.register !== register ||
      this.shapedFor.places !== places.size ||
      this.shapes.size > SHAPES_KEPT
    ) {
      this.shapes.clear();
      this.shapedFor = { register, places: places.size };
    }
    const since = register.changeDays.findLast((day) => day <= map) ?? '';
    const key = `${unit} ${since}`;
    const known = this.shapes.get(key);
    if (known) return known;
    const shape = shapeOf(register, places, unit, map);
    if (shape) this.shapes.set(key, shape);
    return shape;
  }
}

/** Place among siblings, 1 is most; equal values share a place. A share where the figure has one, else the count. */
export function rankOf(
  unit: UnitId,
  siblings: readonly { readonly unit: { readonly id: UnitId }; readonly figures: Totals }[],
): Readonly<Partial<Record<FigureId, { readonly rank: number; readonly of: number }>>> {
  const mine = siblings.find((sibling) => sibling.unit.id === unit);
  if (!mine) return {};
  return Object.fromEntries(
    catalogue.map((figure) => {
      const value = ({ figures }: { readonly figures: Totals }) =>
        figure.shareOf ? figures[figure.id] / Math.max(1, figures[figure.shareOf]) : figures[figure.id];
      const better = siblings.filter((sibling) => value(sibling) > value(mine)).length;
      return [figure.id, { rank: better + 1, of: siblings.length }];
    }),
  );
}

function sumOver(totals: ReadonlyMap<UnitId, Int32Array>, places: readonly UnitId[]): Int32Array {
  const sum = new Int32Array(catalogue.length);
  for (const place of places) {
    const ofPlace = totals.get(place);
    if (ofPlace) add(sum, ofPlace);
  }
  return sum;
}

function add(sum: Int32Array, other: Int32Array): Int32Array {
  for (let index = 0; index < sum.length; index += 1) sum[index]! += other[index]!;
  return sum;
}
