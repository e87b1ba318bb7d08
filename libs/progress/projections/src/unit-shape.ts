import type { LocalDate, UnitId } from '@tung-nha/kernel';
import {
  chainOn,
  footprint,
  hierarchyOn,
  nearestDay,
  ownPlace,
  sinceOn,
  type UnitOnDay,
  type UnitRegister,
} from '@tung-nha/units';

/** What a unit is made of on a map: which places count as its own, and which below which child (P2). */
export interface UnitShape {
  readonly exists: boolean;
  /** The unit itself, or where it lies on a map that does not have it. */
  readonly root: UnitId;
  readonly children: readonly { readonly unit: UnitOnDay; readonly places: readonly UnitId[] }[];
  readonly own: readonly UnitId[];
  /** All of them: own and those below children. */
  readonly all: readonly UnitId[];
}

/** Where units' own business lies on each map, worked out once for the days between two changes of one register. */
export class Seats {
  private readonly chains = new Map<string, ReadonlySet<UnitId>>();

  constructor(readonly register: UnitRegister) {}

  /** The units, root first, in which what belongs to the place itself lies on that day; empty where nowhere. */
  chain(place: UnitId, day: LocalDate): ReadonlySet<UnitId> {
    const key = `${place} ${this.since(day)}`;
    const known = this.chains.get(key);
    if (known) return known;
    const seat = ownPlace(this.register, place, day);
    const chain = new Set(seat === undefined ? [] : chainOn(this.register, seat, day));
    this.chains.set(key, chain);
    return chain;
  }

  /** The last change by that day: all days until the next one have the same map. */
  since(day: LocalDate): string {
    return sinceOn(this.register, day) ?? '';
  }
}

/** `places` are the leaves and own units that have figures. Undefined for a unit nobody knows. */
export function shapeOf(seats: Seats, places: Iterable<UnitId>, unit: UnitId, map: LocalDate): UnitShape | undefined {
  const { register } = seats;
  const asked = footprint(register, unit, map);
  const known = register.units.get(unit);
  if (!asked || !known) return undefined;
  const childOf = new Map(asked.children.flatMap(({ unit: child, leaves }) => leaves.map((leaf) => [leaf, child.id])));
  const isChild = new Set(asked.children.map((child) => child.unit.id));
  const isLeaf = new Set(asked.leaves);
  const below = new Map<UnitId, UnitId[]>(asked.children.map((child) => [child.unit.id, []]));
  const own: UnitId[] = [];
  const all: UnitId[] = [];
  const lived = nearestDay(known, map);

  for (const place of places) {
    const village = isVillage(seats, place);
    if (village ? !isLeaf.has(place) && place !== unit : !seats.chain(place, lived).has(unit)) continue;
    const child = village ? childOf.get(place) : childHolding(seats.chain(place, map), isChild);
    all.push(place);
    if (child === undefined) own.push(place);
    else below.get(child)!.push(place);
  }
  const children = asked.children.map((child) => ({ unit: child.unit, places: below.get(child.unit.id)! }));
  return { exists: asked.exists, root: asked.root, children, own, all };
}

/** In which province of the map each place lies, where in any. */
export function provincesOf(seats: Seats, places: Iterable<UnitId>, map: LocalDate): UnitId[] {
  const hierarchy = hierarchyOn(seats.register, map);
  return [...places].flatMap((place) => {
    const [province] = isVillage(seats, place)
      ? hierarchy.ancestorsOf(place).map(({ id }) => id)
      : seats.chain(place, map);
    return province ?? [];
  });
}

const isVillage = ({ register }: Seats, place: UnitId) => register.units.get(place)?.versions[0]?.level === 'village';

function childHolding(chain: ReadonlySet<UnitId>, isChild: ReadonlySet<UnitId>): UnitId | undefined {
  for (const unit of chain) if (isChild.has(unit)) return unit;
  return undefined;
}
