import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { chainOn, footprint, nearestDay, ownPlace, type UnitOnDay, type UnitRegister } from '@tung-nha/units';

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

/** `places` are the leaves and own units that have figures. Undefined for a unit nobody knows. */
export function shapeOf(
  register: UnitRegister,
  places: Iterable<UnitId>,
  unit: UnitId,
  map: LocalDate,
): UnitShape | undefined {
  const asked = footprint(register, unit, map);
  const known = register.units.get(unit);
  if (!asked || !known) return undefined;
  const childOf = new Map(asked.children.flatMap(({ unit: child, leaves }) => leaves.map((leaf) => [leaf, child.id])));
  const isChild = new Set(asked.children.map((child) => child.unit.id));
  const isLeaf = new Set(asked.leaves);
  const below = new Map<UnitId, UnitId[]>(asked.children.map((child) => [child.unit.id, []]));
  const own: UnitId[] = [];
  const all: UnitId[] = [];

  for (const place of places) {
    const village = register.units.get(place)?.versions[0]?.level === 'village';
    if (village ? !isLeaf.has(place) && place !== unit : !isWithin(register, place, unit, nearestDay(known, map)))
      continue;
    const child = village ? childOf.get(place) : childHolding(register, place, map, isChild);
    all.push(place);
    if (child === undefined) own.push(place);
    else below.get(child)!.push(place);
  }
  const children = asked.children.map((child) => ({ unit: child.unit, places: below.get(child.unit.id)! }));
  return { exists: asked.exists, root: asked.root, children, own, all };
}

/** Does what belongs to the place itself belong to the unit, on a day on which the unit is in force? */
function isWithin(register: UnitRegister, place: UnitId, unit: UnitId, day: LocalDate): boolean {
  const seat = ownPlace(register, place, day);
  return seat !== undefined && chainOn(register, seat, day).includes(unit);
}

function childHolding(
  register: UnitRegister,
  place: UnitId,
  map: LocalDate,
  isChild: ReadonlySet<UnitId>,
): UnitId | undefined {
  const seat = ownPlace(register, place, map);
  return seat === undefined ? undefined : chainOn(register, seat, map).find((unit) => isChild.has(unit));
}
