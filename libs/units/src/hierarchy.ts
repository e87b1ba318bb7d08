import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Level } from '@tung-nha/team-organisation-events';
import { inForce, parentOn, standingPlace, versionOn } from './placement.js';
import type { UnitRegister } from './unit-register.js';

export interface UnitOnDay {
  readonly id: UnitId;
  readonly code: string | null;
  readonly name: string;
  readonly fullName: string;
  readonly kind: string;
  readonly level: Level;
  readonly parent: UnitId | null;
  /** False for a village founded later or closed before: leaves carry figures, so they stand on every map. */
  readonly inForce: boolean;
}

/** The tree of one day. Every village of the register is a leaf of it, below exactly one province. */
export interface Hierarchy {
  readonly day: LocalDate;
  unit(id: UnitId): UnitOnDay | undefined;
  /** In Vietnamese order of names (X9). */
  childrenOf(id: UnitId): readonly UnitOnDay[];
  /** Root first, without the unit itself. */
  ancestorsOf(id: UnitId): readonly UnitOnDay[];
  /** The villages below the unit, itself included when it is one; in order of ids. */
  leavesUnder(id: UnitId): readonly UnitId[];
  readonly provinces: readonly UnitOnDay[];
  byCode(level: Level, code: string): UnitOnDay | undefined;
}

/** Between two changes the tree is the same; so many different ones are kept for each register. */
const TREES_KEPT = 32;
const trees = new WeakMap<UnitRegister, Map<LocalDate | undefined, Omit<Hierarchy, 'day'>>>();
/** A question is about one map or two, and looks at them thousands of times. */
const DAYS_KEPT = 8;
const latest = new WeakMap<UnitRegister, Map<LocalDate, Hierarchy>>();

/** The hierarchy of a day: O(units) once for the days between two changes, then kept. */
export function hierarchyOn(register: UnitRegister, day: LocalDate): Hierarchy {
  const days = latest.get(register) ?? new Map<LocalDate, Hierarchy>();
  const known = days.get(day);
  if (known) return known;
  const kept = trees.get(register) ?? new Map<LocalDate | undefined, Omit<Hierarchy, 'day'>>();
  trees.set(register, kept);
  const since = sinceOn(register, day);
  const tree = kept.get(since) ?? plant(register, day);
  kept.delete(since);
  kept.set(since, tree);
  for (const oldest of kept.keys()) {
    if (kept.size <= TREES_KEPT) break;
    kept.delete(oldest);
  }
  const hierarchy = { ...tree, day };
  if (days.size >= DAYS_KEPT) days.clear();
  latest.set(register, days.set(day, hierarchy));
  return hierarchy;
}

/** The last change by that day: all days until the next one have the same map. Undefined before the first. */
export function sinceOn({ changeDays }: UnitRegister, day: LocalDate): LocalDate | undefined {
  return changeDays.findLast((change) => change <= day);
}

function plant(register: UnitRegister, day: LocalDate): Omit<Hierarchy, 'day'> {
  const nodes = nodesOn(register, day);
  const children = new Map<UnitId, UnitOnDay[]>();
  for (const node of nodes.values()) {
    if (node.parent === null) continue;
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  const sorted = new Set<UnitId>();
  const leaves = new Map<UnitId, readonly UnitId[]>();
  let codes: Map<string, UnitOnDay> | undefined;

  const childrenOf = (id: UnitId): readonly UnitOnDay[] => {
    const found = children.get(id) ?? [];
    if (!sorted.has(id)) found.sort(byName);
    sorted.add(id);
    return found;
  };
  const ancestorsOf = (id: UnitId): UnitOnDay[] => {
    const above: UnitOnDay[] = [];
    for (let node = nodes.get(id); node && node.parent !== null; node = nodes.get(node.parent)) {
      const parent = nodes.get(node.parent);
      if (parent) above.unshift(parent);
    }
    return above;
  };
  const collect = (node: UnitOnDay, into: UnitId[]): UnitId[] => {
    if (node.level === 'village') into.push(node.id);
    for (const child of children.get(node.id) ?? []) collect(child, into);
    return into;
  };
  const leavesUnder = (id: UnitId): readonly UnitId[] => {
    const node = nodes.get(id);
    const found = leaves.get(id) ?? (node ? collect(node, []).sort() : []);
    leaves.set(id, found);
    return found;
  };
  const byCode = (level: Level, code: string) => {
    codes ??= new Map([...nodes.values()].filter(bearsCode).map((node) => [`${node.level} ${node.code}`, node]));
    return codes.get(`${level} ${code}`);
  };
  const provinces = [...nodes.values()].filter(({ level }) => level === 'province').sort(byName);
  return { unit: (id) => nodes.get(id), childrenOf, ancestorsOf, leavesUnder, provinces, byCode };
}

function nodesOn(register: UnitRegister, day: LocalDate): ReadonlyMap<UnitId, UnitOnDay> {
  const nodes = new Map<UnitId, UnitOnDay>();
  const places = new Map<UnitId, UnitId | undefined>();
  const placeOf = (id: UnitId) => {
    if (!places.has(id)) places.set(id, standingPlace(register, id, day));
    return places.get(id);
  };
  for (const unit of register.units.values()) {
    const stands = inForce(unit, day);
    const { code, name, fullName, kind, level, parent: said } = versionOn(unit, day);
    if (!stands && level !== 'village') continue;
    const parent = said === null ? null : (placeOf(said) ?? null);
    if (!stands && parent === null) continue;
    nodes.set(unit.id, { id: unit.id, code, name, fullName, kind, level, parent, inForce: stands });
  }
  return nodes;
}

const collator = new Intl.Collator('vi', { numeric: true });
const byName = (one: UnitOnDay, other: UnitOnDay) =>
  collator.compare(one.name, other.name) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
const bearsCode = ({ code }: UnitOnDay) => code !== null;

/** From the root to the unit, both included; for a few units cheaper than a whole hierarchy. */
export function chainOn(register: UnitRegister, id: UnitId, day: LocalDate): UnitId[] {
  const chain = [id];
  for (let above = parentOn(register, id, day); above !== undefined; above = parentOn(register, above, day))
    chain.unshift(above);
  return chain;
}
