import { addDays, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Link, Unit, UnitVersion } from './unit.js';
import type { UnitRegister } from './unit-register.js';

export const inForce = ({ from, to }: Unit, day: LocalDate) => from <= day && (to === null || day < to);

/** The version of the day; before its first day a unit is called as it first was, after its last as it last was. */
export function versionOn({ versions }: Unit, day: LocalDate): UnitVersion {
  let found = versions[0]!;
  for (const version of versions) if (version.from <= day) found = version;
  return found;
}

/** The nearest day on which the unit was in force. */
export function nearestDay({ from, to }: Unit, day: LocalDate): LocalDate {
  if (day < from) return from;
  return to !== null && day >= to ? addDays(to, -1) : day;
}

/**
 * Where what stood below a unit stands on a day: the unit itself, its main successor, the unit above where it had none;
 * on an earlier map the lowest unit that holds all it was made of. Undefined before the register begins.
 */
export function standingPlace({ units }: UnitRegister, id: UnitId, day: LocalDate): UnitId | undefined {
  const place = (unit: UnitId): UnitId | undefined => {
    const known = units.get(unit);
    if (!known) return undefined;
    if (inForce(known, day)) return unit;
    const above = () => {
      const { parent } = versionOn(known, day);
      return parent === null ? undefined : place(parent);
    };
    if (day >= known.from) {
      const next = mainLink(units, known, successorsAtEnd(known));
      return (next && place(next.unit)) ?? above();
    }
    const origins = predecessorsAtStart(known);
    if (origins.length === 0) return above();
    const places = origins.map((link) => place(link.unit)).filter((found) => found !== undefined);
    return lowestCommon(places.map((found) => chain(found))) ?? places[0];
  };
  const chain = (unit: UnitId): UnitId[] => {
    const above = parentIn(units, unit, day, place);
    return above === undefined ? [unit] : [...chain(above), unit];
  };
  return place(id);
}

/** The unit above, on the day, of a unit in force or of a village. */
export function parentOn(register: UnitRegister, id: UnitId, day: LocalDate): UnitId | undefined {
  return parentIn(register.units, id, day, (parent) => standingPlace(register, parent, day));
}

function parentIn(
  units: ReadonlyMap<UnitId, Unit>,
  id: UnitId,
  day: LocalDate,
  place: (parent: UnitId) => UnitId | undefined,
): UnitId | undefined {
  const unit = units.get(id);
  const parent = unit ? versionOn(unit, day).parent : null;
  return parent === null ? undefined : place(parent);
}

/** The links that took over when the unit closed; a strip of land given away earlier is not among them. */
export const successorsAtEnd = ({ to, successors }: Unit) => successors.filter(({ on }) => on === to);
export const predecessorsAtStart = ({ from, predecessors }: Unit) => predecessors.filter(({ on }) => on === from);

/** The seat the decision names, else the full or only successor (T1). */
export function namedLink(links: readonly Link[]): Link | undefined {
  const seat = links.find((link) => link.seat);
  if (seat) return seat;
  const full = links.filter(({ extent }) => extent === 'full');
  if (full.length === 1) return full[0];
  return links.length === 1 ? links[0] : undefined;
}

/** Where none is named: the part that keeps the code, then the one that keeps the name, then the first (listed as unknown). */
function mainLink(units: ReadonlyMap<UnitId, Unit>, unit: Unit, links: readonly Link[]): Link | undefined {
  const last = unit.versions.at(-1)!;
  const first = (link: Link) => units.get(link.unit)?.versions[0];
  return (
    namedLink(links) ??
    links.find((link) => first(link)?.code === last.code) ??
    links.find((link) => first(link)?.name === last.name) ??
    links[0]
  );
}

/** The last unit that all chains (root first) have in common. */
export function lowestCommon(chains: readonly (readonly UnitId[])[]): UnitId | undefined {
  const [first, ...others] = chains;
  let common: UnitId | undefined;
  for (const [depth, unit] of (first ?? []).entries()) {
    if (!others.every((chain) => chain[depth] === unit)) break;
    common = unit;
  }
  return common;
}
