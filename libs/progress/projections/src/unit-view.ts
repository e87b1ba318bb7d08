import { catalogue, type Figure, type FigureId } from '@tung-nha/progress-figures';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { UnitOnDay, UnitRegister } from '@tung-nha/units';
import type { AskedDays, Columns } from './columns.js';
import { Required } from './required.js';
import { TeamLedger, type TeamOnDay } from './team-ledger.js';
import { DORMANT, named, REQUIRED, SLOTS, slotOf, type Totals } from './totals.js';
import { Seats, shapeOf, type UnitShape } from './unit-shape.js';

export interface Asked extends AskedDays {
  readonly map: LocalDate;
}

export interface UnitView {
  readonly shape: UnitShape;
  readonly figures: Totals;
  readonly own: Totals;
  readonly children: readonly { readonly unit: UnitOnDay; readonly figures: Totals }[];
  /** All slots of the whole unit, breakdowns included. */
  readonly sum: Int32Array;
}

export interface DormantTeam extends TeamOnDay {
  readonly dormant: boolean;
}

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const SHAPES_KEPT = 20_000;

/** What depends on the register alone, kept for as long as it is the same. */
interface Ground {
  readonly seats: Seats;
  readonly required: Required;
  readonly shapes: Map<string, UnitShape>;
  /** Leaves and own units that have figures, or must have a team. */
  readonly places: Set<UnitId>;
  /** What `places` was gathered from. */
  counted: number;
  readonly asked: Set<unknown>;
}

/** The per-level view: total = own + Σ children, by construction and checked by property (P2). */
export class Views {
  private ground?: Ground;

  constructor(
    private readonly columns: Columns,
    private readonly register: () => UnitRegister,
    private readonly teams: TeamLedger = new TeamLedger(),
  ) {}

  /** Undefined for a unit nobody knows. */
  view(unit: UnitId, asked: Asked): UnitView | undefined {
    const shape = this.shape(unit, asked);
    if (!shape) return undefined;
    const adder = this.adder(asked);
    const ownSum = adder(shape.own);
    const children = shape.children.map((child) => ({ unit: child.unit, sum: adder(child.places) }));
    const sum = Int32Array.from(ownSum);
    for (const child of children) for (let slot = 0; slot < SLOTS; slot += 1) sum[slot]! += child.sum[slot]!;
    return {
      shape,
      sum,
      figures: named(sum),
      own: named(ownSum),
      children: children.map((child) => ({ unit: child.unit, figures: named(child.sum) })),
    };
  }

  /** The unit's figures alone. */
  figures(unit: UnitId, asked: Asked): Totals | undefined {
    const shape = this.shape(unit, asked);
    return shape && named(this.adder(asked)(shape.all));
  }

  /** A figure at the end of each period, flows within it, for each list of places (P3). */
  series(
    figure: Figure,
    periods: readonly Period[],
    known: LocalDate,
    lists: readonly (readonly UnitId[])[],
  ): readonly (readonly number[])[] {
    if (figure.column === undefined) {
      const slot = slotOf(figure);
      const ofPeriods = periods.map(({ from, to }) => this.workedOut({ from, on: to, known }));
      return lists.map((places) =>
        ofPeriods.map((worked) => {
          const ofPlaces = slot === REQUIRED ? worked.required : worked.dormant;
          return places.reduce((sum, place) => sum + (ofPlaces.get(place) ?? 0), 0);
        }),
      );
    }
    const values = this.columns.series([figure.column], periods, known, new Set(lists.flat()));
    return lists.map((places) => {
      const sum = periods.map(() => 0);
      for (const place of places) values.get(place)?.forEach((value, index) => (sum[index]! += value));
      return sum;
    });
  }

  /** The teams in force on a day in these places; all of them where none are named. */
  teamsOn({ on, known }: Pick<AskedDays, 'on' | 'known'>, places?: readonly UnitId[]): readonly DormantTeam[] {
    const { required } = this.grounds();
    const within = places && new Set(places);
    return this.teams
      .teamsOn(on, known)
      .flatMap((team) =>
        within && !within.has(team.unit)
          ? []
          : [{ ...team, dormant: team.idleDays > required.dormantAfterDays(team.unit, on) }],
      );
  }

  requiredOn(on: LocalDate): ReadonlyMap<UnitId, number> {
    return this.grounds().required.teamsOn(on);
  }

  shape(unit: UnitId, { on, map }: Pick<Asked, 'on' | 'map'>): UnitShape | undefined {
    const ground = this.grounds();
    const { seats, shapes, places } = ground;
    this.gather(ground, on);
    const key = `${unit} ${seats.since(map)}`;
    const known = shapes.get(key);
    if (known) return known;
    const shape = shapeOf(seats, places, unit, map);
    if (shape) shapes.set(key, shape);
    return shape;
  }

  /** A place that is new makes every shape anew; there are few such moments. */
  private gather(ground: Ground, on: LocalDate): void {
    const { places, required, asked, shapes } = ground;
    const teams = required.teamsOn(on);
    if (ground.counted === this.columns.places.size && asked.has(teams) && shapes.size <= SHAPES_KEPT) return;
    const before = places.size;
    for (const place of this.columns.places.keys()) places.add(place);
    for (const place of teams.keys()) places.add(place);
    if (places.size !== before || shapes.size > SHAPES_KEPT) shapes.clear();
    ground.counted = this.columns.places.size;
    asked.add(teams);
  }

  private grounds(): Ground {
    const register = this.register();
    if (this.ground?.seats.register === register) return this.ground;
    const seats = new Seats(register);
    this.ground = {
      seats,
      required: new Required(seats),
      shapes: new Map(),
      places: new Set(),
      counted: -1,
      asked: new Set(),
    };
    return this.ground;
  }

  /** Sums over places of all that is asked. */
  private adder(asked: Asked): (places: readonly UnitId[]) => Int32Array {
    const totals = this.columns.totals(asked);
    const { required, dormant } = this.workedOut(asked);
    return (places) => {
      const sum = new Int32Array(SLOTS);
      for (const place of places) {
        totals.addTo(sum, place);
        sum[REQUIRED]! += required.get(place) ?? 0;
        sum[DORMANT]! += dormant.get(place) ?? 0;
      }
      return sum;
    };
  }

  private workedOut({ on, known }: AskedDays) {
    const dormant = new Map<UnitId, number>();
    for (const team of this.teamsOn({ on, known }))
      if (team.dormant) dormant.set(team.unit, (dormant.get(team.unit) ?? 0) + 1);
    return { required: this.requiredOn(on), dormant };
  }
}

/**
 * Place among siblings, 1 is best: most of it, of trouble the least. A share where the figure has a denominator that is
 * not 0, else the count; equal values share a place.
 */
export function rankOf(
  unit: UnitId,
  siblings: readonly { readonly unit: { readonly id: UnitId }; readonly figures: Totals }[],
): Readonly<Partial<Record<FigureId, { readonly rank: number; readonly of: number }>>> {
  const mine = siblings.find((sibling) => sibling.unit.id === unit);
  if (!mine) return {};
  return Object.fromEntries(
    catalogue.map((figure) => {
      const shared = figure.shareOf && siblings.some(({ figures }) => figures[figure.shareOf!] > 0);
      const value = ({ figures }: { readonly figures: Totals }) =>
        (figure.trouble ? -1 : 1) *
        (shared ? figures[figure.id] / Math.max(1, figures[figure.shareOf]) : figures[figure.id]);
      const own = value(mine);
      let better = 0;
      for (const sibling of siblings) if (value(sibling) > own) better += 1;
      return [figure.id, { rank: better + 1, of: siblings.length }];
    }),
  );
}
