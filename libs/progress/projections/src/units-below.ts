import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { footprint, type Level, type UnitOnDay, type UnitRegister } from '@tung-nha/units';
import type { UnitShape } from './unit-shape.js';

/** A unit some levels below another, cut to the places of that other. */
export interface UnitBelow {
  readonly unit: UnitOnDay;
  /** The child of the other in which it lies, or which it is. */
  readonly child: UnitOnDay;
  readonly places: readonly UnitId[];
}

/** All units of one level below a unit, and the places that lie in none of them. */
export interface UnitsBelow {
  readonly units: readonly UnitBelow[];
  readonly rest: readonly UnitId[];
}

interface Below {
  readonly register: UnitRegister;
  readonly unit: UnitId;
  readonly shape: UnitShape;
  readonly level: Level;
  readonly map: LocalDate;
  /** Of another unit on the same map. */
  readonly shapeOf: (unit: UnitId) => UnitShape | undefined;
}

const levels: readonly Level[] = ['province', 'district', 'commune', 'village'];
const kept = new WeakMap<UnitShape, Map<Level, UnitsBelow>>();

/** Each place at most once, so that rest + Σ units = the unit; kept for as long as its shape is. */
export function unitsBelow(below: Below): UnitsBelow {
  const { shape, level } = below;
  const ofShape = kept.get(shape) ?? new Map<Level, UnitsBelow>();
  kept.set(shape, ofShape);
  const known = ofShape.get(level);
  if (known) return known;
  const units = shape.children.flatMap(({ unit, places }) => found(below, unit, { unit, places }));
  const held = new Set(units.flatMap(({ places }) => places));
  const answer = { units, rest: shape.all.filter((place) => !held.has(place)) };
  ofShape.set(level, answer);
  return answer;
}

function found(below: Below, child: UnitOnDay, { unit, places }: Omit<UnitBelow, 'child'>): readonly UnitBelow[] {
  const { level, shapeOf } = below;
  if (unit.level === level) return [{ unit, child, places }];
  if (levels.indexOf(unit.level) > levels.indexOf(level)) return [];
  const within = new Set(places);
  const beneath = shapeOf(unit.id)?.children ?? [];
  return beneath.flatMap((one) => {
    // The same list where nothing is cut: what was added up for it before need not be added up again.
    const isWhole = one.places.every((place) => within.has(place));
    const cut = isWhole ? one.places : one.places.filter((place) => within.has(place));
    return holdsAnything(below, one.unit.id, cut) ? found(below, child, { unit: one.unit, places: cut }) : [];
  });
}

/** A unit that is no more is cut: a neighbour that holds nothing of it is not below it. */
function holdsAnything({ register, unit, shape, map }: Below, one: UnitId, places: readonly UnitId[]): boolean {
  if (shape.exists || places.length > 0) return true;
  const asked = new Set(footprint(register, unit, map)?.leaves);
  return footprint(register, one, map)?.leaves.some((leaf) => asked.has(leaf)) ?? false;
}
