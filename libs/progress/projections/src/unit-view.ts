import type { Figure } from '@tung-nha/progress-figures';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { hierarchyOn, type Level, type UnitOnDay, type UnitRegister } from '@tung-nha/units';
import type { AskedDays, Columns } from './columns.js';
import type { Ranked } from './rank.js';
import { Required } from './required.js';
import { type IdleTeams, TeamLedger, type TeamOnDay } from './team-ledger.js';
import { DORMANT, named, REQUIRED, SLOTS, slotOf, type Totals } from './totals.js';
import { provincesOf, Seats, shapeOf, type UnitShape } from './unit-shape.js';
import { type UnitBelow, type UnitsBelow, unitsBelow } from './units-below.js';

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

export interface FiguresBelow {
  readonly units: readonly (Omit<UnitBelow, 'places'> & { readonly figures: Totals })[];
  readonly rest: Totals;
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
  /** By map, the provinces that have any of `places`. */
  readonly provinces: Map<string, ReadonlySet<UnitId>>;
  /** Leaves and own units that have figures, or must have a team. */
  readonly places: Set<UnitId>;
  /** What `places` was gathered from. */
  counted: number;
  readonly asked: Set<unknown>;
  /** By unit, how many of these teams are dormant. */
  readonly dormantIn: WeakMap<IdleTeams, ReadonlyMap<UnitId, number>>;
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
    const sum = this.sum(unit, asked);
    return sum && named(sum);
  }

  /** All slots of the whole unit. */
  sum(unit: UnitId, asked: Asked): Int32Array | undefined {
    const shape = this.shape(unit, asked);
    return shape && this.adder(asked)(shape.all);
  }

  /** The children of a unit, to be compared; none of a unit nobody knows. */
  childrenOf(unit: UnitId, asked: Asked): readonly Ranked[] {
    const shape = this.shape(unit, asked);
    if (!shape) return [];
    const adder = this.adder(asked);
    return shape.children.map((child) => ({ unit: child.unit, sum: adder(child.places) }));
  }

  /** The units of a level some way below a unit, with what is counted in none of them; undefined as for `view`. */
  below(unit: UnitId, level: Level, asked: Asked): FiguresBelow | undefined {
    const below = this.shapesBelow(unit, level, asked);
    if (!below) return undefined;
    const adder = this.adder(asked);
    return {
      units: below.units.map(({ unit: one, child, places }) => ({ unit: one, child, figures: named(adder(places)) })),
      rest: named(adder(below.rest)),
    };
  }

  shapesBelow(unit: UnitId, level: Level, asked: Pick<Asked, 'on' | 'map'>): UnitsBelow | undefined {
    const shape = this.shape(unit, asked);
    const shapeOf = (other: UnitId) => this.shape(other, asked);
    return shape && unitsBelow({ register: this.register(), unit, shape, level, map: asked.map, shapeOf });
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
    const dormantAfterDays = this.grounds().required.dormantAfterDays(on);
    const within = places && new Set(places);
    return this.teams
      .teamsOn(on, known)
      .flatMap((team) =>
        within && !within.has(team.unit) ? [] : [{ ...team, dormant: team.idleDays > dormantAfterDays(team.unit) }],
      );
  }

  /** One team as it stood on a day, where it was in force, and wherever it ever was; undefined for one nobody knows. */
  teamOn(team: string, asked: Pick<AskedDays, 'on' | 'known'>) {
    const places = this.teams.placesOf(team);
    return places && { places, standing: this.teamsOn(asked, places).find((one) => one.team === team) };
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

  /** The provinces of a map that have anything: most of the country is not on this platform. */
  provincesOn({ on, map }: Pick<Asked, 'on' | 'map'>): readonly UnitOnDay[] {
    const ground = this.grounds();
    const { seats, provinces, places } = ground;
    this.gather(ground, on);
    const hierarchy = hierarchyOn(seats.register, map);
    const key = seats.since(map);
    const having = provinces.get(key) ?? new Set(provincesOf(seats, places, map));
    provinces.set(key, having);
    return hierarchy.provinces.filter(({ id }) => having.has(id));
  }

  /** Works out, step by step, what the first question on each map would have to wait for. */
  *prepare(): Generator<void> {
    yield* this.columns.prepare();
    const ground = this.grounds();
    for (const day of ground.required.days()) {
      this.gather(ground, day);
      yield;
      this.workedOut({ from: day, on: day, known: day });
      yield;
    }
    const { register } = ground.seats;
    for (const day of register.changeDays) {
      const provinces = this.provincesOn({ on: day, map: day });
      yield;
      for (const { id } of provinces) {
        this.shape(id, { on: day, map: day });
        yield;
      }
    }
  }

  /** A place that is new makes every shape anew; there are few such moments. */
  private gather(ground: Ground, on: LocalDate): void {
    const { places, required, asked, shapes } = ground;
    const teams = required.teamsOn(on);
    if (ground.counted === this.columns.places.size && asked.has(teams) && shapes.size <= SHAPES_KEPT) return;
    const before = places.size;
    for (const place of this.columns.places.keys()) places.add(place);
    for (const place of teams.keys()) places.add(place);
    if (places.size !== before || shapes.size > SHAPES_KEPT) {
      shapes.clear();
      ground.provinces.clear();
    }
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
      provinces: new Map(),
      places: new Set(),
      counted: -1,
      asked: new Set(),
      dormantIn: new WeakMap(),
    };
    return this.ground;
  }

  /** Sums over places of all that is asked. */
  private adder(asked: Asked): (places: readonly UnitId[]) => Int32Array {
    const totals = this.columns.totals(asked);
    const { required, dormant } = this.workedOut(asked);
    return (places) => {
      const sum = new Int32Array(SLOTS);
      sum.set(totals.sumOf(places));
      sum[REQUIRED] = sumIn(required, places);
      sum[DORMANT] = sumIn(dormant, places);
      return sum;
    };
  }

  /** Kept for as long as the ledger answers with the same teams. */
  private workedOut({ on, known }: AskedDays) {
    const { dormantIn, required } = this.grounds();
    const teams = this.teams.idleOn(on, known);
    const kept = dormantIn.get(teams);
    if (kept) return { required: this.requiredOn(on), dormant: kept };
    const dormantAfterDays = required.dormantAfterDays(on);
    const dormant = new Map<UnitId, number>();
    teams.units.forEach((unit, number) => {
      if (unit !== undefined && teams.days[number]! > dormantAfterDays(unit))
        dormant.set(unit, (dormant.get(unit) ?? 0) + 1);
    });
    dormantIn.set(teams, dormant);
    return { required: this.requiredOn(on), dormant };
  }
}

const keptIn = new WeakMap<ReadonlyMap<UnitId, number>, WeakMap<readonly UnitId[], number>>();

/** The same counts and the same list are added up once. */
function sumIn(counts: ReadonlyMap<UnitId, number>, places: readonly UnitId[]): number {
  const kept = keptIn.get(counts) ?? new WeakMap<readonly UnitId[], number>();
  keptIn.set(counts, kept);
  const known = kept.get(places);
  if (known !== undefined) return known;
  let sum = 0;
  for (const place of places) sum += counts.get(place) ?? 0;
  kept.set(places, sum);
  return sum;
}
