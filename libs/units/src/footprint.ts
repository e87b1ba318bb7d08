import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { type Hierarchy, hierarchyOn, sinceOn, type UnitOnDay } from './hierarchy.js';
import {
  inForce,
  lowestCommon,
  namedLink,
  nearestDay,
  predecessorsAtStart,
  standingPlace,
  successorsAtEnd,
  versionOn,
} from './placement.js';
import type { Unit } from './unit.js';
import type { UnitRegister } from './unit-register.js';

/** What a unit is on a map, also on one that does not have it (P2). */
export interface Footprint {
  readonly exists: boolean;
  /** The unit's villages: on a map without it those it last had, or first had. */
  readonly leaves: readonly UnitId[];
  /** The unit itself; else the lowest unit of the map that holds all it had; itself again where there is none. */
  readonly root: UnitId;
  /** The map's units one level below `root` that hold something of it, cut to its leaves. In order of names. */
  readonly children: readonly { readonly unit: UnitOnDay; readonly leaves: readonly UnitId[] }[];
}

/** Between two changes a unit is the same; so many are kept for each register. */
const FOOTPRINTS_KEPT = 5_000;
const footprints = new WeakMap<UnitRegister, Map<string, Footprint>>();

/** Undefined for an unknown unit. Worked out once for the days between two changes. */
export function footprint(register: UnitRegister, id: UnitId, map: LocalDate): Footprint | undefined {
  const unit = register.units.get(id);
  if (!unit) return undefined;
  const kept = footprints.get(register) ?? new Map<string, Footprint>();
  footprints.set(register, kept);
  const key = `${id} ${sinceOn(register, map)}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= FOOTPRINTS_KEPT) kept.clear();
  const found = footprintOf(register, unit, map);
  kept.set(key, found);
  return found;
}

function footprintOf(register: UnitRegister, unit: Unit, map: LocalDate): Footprint {
  const { id } = unit;
  const hierarchy = hierarchyOn(register, map);
  if (hierarchy.unit(id)) {
    const children = hierarchy
      .childrenOf(id)
      .map((child) => ({ unit: child, leaves: hierarchy.leavesUnder(child.id) }));
    return { exists: true, leaves: hierarchy.leavesUnder(id), root: id, children };
  }

  const lived = hierarchyOn(register, nearestDay(unit, map));
  const chains = bottomOf(lived, id).flatMap((atom) => chainsOf(register, hierarchy, atom));
  const root = lowestCommon(chains);
  const depth = root === undefined ? 0 : (chains[0] ?? []).indexOf(root) + 1;
  const leaves = lived.leavesUnder(id);
  const own = new Set(leaves);

  const children = [...new Set(chains.map((chain) => chain[depth]))].flatMap((child) => {
    const node = child === undefined ? undefined : hierarchy.unit(child);
    return node ? [{ unit: node, leaves: hierarchy.leavesUnder(node.id).filter((leaf) => own.has(leaf)) }] : [];
  });
  return { exists: false, leaves, root: root ?? id, children: inOrderOfNames(hierarchy, root, children) };
}

/**
 * Where what belongs to the unit itself, and to no village, is `own` on a map: the unit; the seat the change names;
 * the full or only successor; the lowest unit that holds all its villages (ARCHITECTURE §5). A village stays itself.
 * Undefined for an unknown unit, and on maps before the register begins.
 */
export function ownPlace(register: UnitRegister, id: UnitId, map: LocalDate): UnitId | undefined {
  const unit = register.units.get(id);
  if (!unit) return undefined;
  const { level, parent } = versionOn(unit, map);
  if (inForce(unit, map) || level === 'village') return id;

  const links = map < unit.from ? predecessorsAtStart(unit) : successorsAtEnd(unit);
  const named = namedLink(links);
  if (named) return ownPlace(register, named.unit, map);

  const hierarchy = hierarchyOn(register, map);
  const lived = hierarchyOn(register, nearestDay(unit, map));
  const chains = lived.leavesUnder(id).map((leaf) => chainIn(hierarchy, leaf));
  const holding = lowestCommon(chains.map((chain) => chain.filter((above) => !isVillage(hierarchy, above))));
  // Without villages, and where no unit holds them all, its business is where the unit would stand.
  return holding ?? standingPlace(register, id, map) ?? (parent === null ? undefined : ownPlace(register, parent, map));
}

/** What lies at the bottom of a unit: its villages, and the units below it that have none. */
function bottomOf(hierarchy: Hierarchy, id: UnitId): readonly UnitId[] {
  const children = hierarchy.childrenOf(id);
  return children.length === 0 ? [id] : children.flatMap((child) => bottomOf(hierarchy, child.id));
}

/** Where on the map an atom lies, root first; one without villages that was split lies in several units. */
function chainsOf(register: UnitRegister, hierarchy: Hierarchy, id: UnitId): UnitId[][] {
  const unit = register.units.get(id);
  if (hierarchy.unit(id) || !unit) return [chainIn(hierarchy, id)];
  const links = hierarchy.day < unit.from ? predecessorsAtStart(unit) : successorsAtEnd(unit);
  if (links.length > 0) return links.flatMap((link) => chainsOf(register, hierarchy, link.unit));
  const place = standingPlace(register, id, hierarchy.day);
  return place === undefined ? [] : [chainIn(hierarchy, place)];
}

function chainIn(hierarchy: Hierarchy, id: UnitId): UnitId[] {
  return [...hierarchy.ancestorsOf(id).map((above) => above.id), id];
}

const isVillage = (hierarchy: Hierarchy, id: UnitId) => hierarchy.unit(id)?.level === 'village';

function inOrderOfNames<Child extends { unit: UnitOnDay }>(
  hierarchy: Hierarchy,
  root: UnitId | undefined,
  children: readonly Child[],
): readonly Child[] {
  const siblings = root === undefined ? hierarchy.provinces : hierarchy.childrenOf(root);
  const rank = new Map(siblings.map(({ id }, index) => [id, index]));
  return [...children].sort((one, other) => (rank.get(one.unit.id) ?? 0) - (rank.get(other.unit.id) ?? 0));
}

/** Is `id`, in force on the day, within the territory of a unit that may be no more, or not yet be? */
export function liesWithin(register: UnitRegister, id: UnitId, territory: UnitId, day: LocalDate): boolean {
  const unit = register.units.get(territory);
  if (!unit) return false;
  const hierarchy = hierarchyOn(register, day);
  if (inForce(unit, day)) return chainIn(hierarchy, id).includes(territory);
  const lived = hierarchyOn(register, nearestDay(unit, day));
  const chains = bottomOf(hierarchy, id).flatMap((atom) => chainsOf(register, lived, atom));
  return chains.length > 0 && chains.every((chain) => chain.includes(territory));
}
