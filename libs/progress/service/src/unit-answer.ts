import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { catalogue, membersByOrganisation } from '@tung-nha/progress-figures';
import {
  type Asked,
  breakdownOf,
  hasRecords,
  rankOf,
  type Totals,
  type UnitView,
  type Views,
} from '@tung-nha/progress-projections';
import {
  chainOn,
  type Footprint,
  footprint,
  type Hierarchy,
  hierarchyOn,
  type Level,
  type UnitOnDay,
  type UnitRegister,
  versionOn,
} from '@tung-nha/units';
import { namedOn } from './named.js';

/** The per-level view as it is answered (P2). */
export function unitAnswer(
  register: UnitRegister,
  views: Views,
  id: UnitId,
  asked: Asked,
  view: UnitView,
  today: LocalDate,
) {
  const unit = register.units.get(id)!;
  const named = namedOn(register, asked.map);
  const trail = trailOf(register, id, view, asked.map);
  const parent = trail.at(-1);
  return {
    unit: {
      ...named({ id, ...versionOn(unit, asked.map) }),
      from: unit.from,
      to: unit.to,
      existsOnMap: view.shape.exists,
    },
    trail,
    // Until the day of `known` is over, more may still be recorded on it.
    asked: { ...asked, final: asked.known < today },
    figures: view.figures,
    own: view.own,
    shares: sharesOf(view.figures),
    breakdowns: { [membersByOrganisation.id]: breakdownOf(view.sum) },
    recordedLater: recordedLater(views, id, asked, view.figures, today),
    rank: view.shape.exists ? rankAmong(views, id, parent?.id, asked) : {},
    children: view.children.map((child) => ({ unit: named(child.unit), figures: child.figures })),
    depth: depthOf(register, id, asked.map),
    maps: mapsOf(register, id, asked, views),
  };
}

/** Each share with its denominator; null where that is 0: a share of nothing is not 0 %. */
export function sharesOf(figures: Totals) {
  return Object.fromEntries(
    catalogue.flatMap(({ id, shareOf }) => {
      if (!shareOf) return [];
      const [numerator, denominator] = [figures[id], figures[shareOf]];
      return [[id, { of: shareOf, numerator, denominator, share: denominator > 0 ? numerator / denominator : null }]];
    }),
  );
}

/** By how much each figure would differ with all that was recorded after `known`; without those that would not. */
function recordedLater(views: Views, id: UnitId, asked: Asked, figures: Totals, today: LocalDate) {
  if (asked.known >= today) return {};
  const now = views.figures(id, { ...asked, known: today })!;
  return Object.fromEntries(
    catalogue.flatMap(({ id: figure }) => {
      const later = now[figure] - figures[figure];
      return later === 0 ? [] : [[figure, later]];
    }),
  );
}

/** Root first: what the unit lies in on that map, without itself. */
function trailOf(register: UnitRegister, id: UnitId, { shape }: UnitView, map: LocalDate) {
  const hierarchy = hierarchyOn(register, map);
  const named = namedOn(register, map);
  if (shape.exists) return hierarchy.ancestorsOf(id).map(named);
  const holder = shape.root === id ? undefined : hierarchy.unit(shape.root);
  return [...hierarchy.ancestorsOf(shape.root), ...(holder ? [holder] : [])].map(named);
}

function rankAmong(views: Views, id: UnitId, parent: UnitId | undefined, asked: Asked) {
  if (parent !== undefined) return rankOf(id, views.childrenOf(parent, asked));
  const siblings = views.provincesOn(asked).map((unit) => ({ unit, sum: views.sum(unit.id, asked)! }));
  // Provinces of which nothing is recorded take no part: most of the country is not on this platform.
  return rankOf(
    id,
    siblings.filter(({ sum }) => hasRecords(sum)),
  );
}

type Depth = Readonly<Partial<Record<Level, number>>>;
const depths = new WeakMap<Footprint, Depth>();

/** How many units of each level lie in it on the map; counted once for as long as the unit stays as it is. */
export function depthOf(register: UnitRegister, id: UnitId, map: LocalDate): Depth {
  const found = footprint(register, id, map);
  if (!found) return {};
  const known = depths.get(found) ?? countedIn(found, hierarchyOn(register, map));
  depths.set(found, known);
  return known;
}

function countedIn({ children }: Footprint, hierarchy: Hierarchy): Depth {
  const depth: Partial<Record<Level, number>> = {};
  const count = (unit: UnitOnDay): void => {
    depth[unit.level] = (depth[unit.level] ?? 0) + 1;
    hierarchy.childrenOf(unit.id).forEach(count);
  };
  children.forEach(({ unit }) => count(unit));
  return depth;
}

/** The maps on which the unit's province was differently divided, and the same figures summed on each. */
function mapsOf(register: UnitRegister, id: UnitId, asked: Asked, views: Views) {
  return dividingDays(register, provinceOf(register, id)).map((on) => ({
    on,
    units: depthOf(register, id, on),
    figures: views.figures(id, { ...asked, map: on })!,
  }));
}

/** The province a unit began in: its units share their maps. */
export function provinceOf(register: UnitRegister, id: UnitId): UnitId {
  return chainOn(register, id, register.units.get(id)!.from)[0]!;
}

/** Works out, step by step, how the provinces of these places were divided on each map. */
export function* preparedMaps(register: UnitRegister, places: Iterable<UnitId>): Generator<void> {
  const known = [...places].filter((place) => register.units.has(place));
  const provinces = new Set(known.map((place) => provinceOf(register, place)));
  for (const province of provinces) {
    for (const day of register.changeDays) {
      depthOf(register, province, day);
      yield;
    }
    dividingDays(register, province);
    yield;
  }
}

const divisions = new WeakMap<UnitRegister, Map<UnitId, readonly LocalDate[]>>();

/** The days from which a unit was divided otherwise than before. */
export function dividingDays(register: UnitRegister, id: UnitId): readonly LocalDate[] {
  const known = divisions.get(register) ?? new Map<UnitId, readonly LocalDate[]>();
  divisions.set(register, known);
  const found = known.get(id);
  if (found) return found;
  let last = '';
  const days = register.changeDays.filter((day) => {
    const { village: _, ...depth } = depthOf(register, id, day);
    const text = JSON.stringify([depth, hierarchyOn(register, day).unit(id)?.fullName ?? null]);
    const differs = text !== last;
    last = text;
    return differs;
  });
  known.set(id, days);
  return days;
}
