import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { levels } from '@tung-nha/team-organisation-events';
import type { Unit } from './unit.js';

/**
 * What a source does not say, listed instead of guessed (T1):
 * `decision`: the number of the decision · `successor`: where a closed unit went ·
 * `split`: which of several parts got a closed unit's villages · `parent`: where exactly a unit stands.
 */
export interface Unknown {
  readonly what: 'decision' | 'successor' | 'split' | 'parent';
  readonly unit: UnitId;
  readonly on: LocalDate;
}

export function unknownsOf(
  units: ReadonlyMap<UnitId, Unit>,
  undecided: readonly { unit: UnitId; on: LocalDate }[],
): readonly Unknown[] {
  const all = [...units.values()];
  const list: Unknown[] = undecided.map((change) => ({ what: 'decision', ...change }));
  const lastDayOf = lastDays(all);

  for (const unit of all) {
    const { id, to, successors, versions } = unit;
    if (to !== null) {
      const level = versions.at(-1)!.level;
      const next = successors.filter(({ on }) => on === to);
      // A level that ended leaves no successors, and none are missing.
      const levelLivesOn = (lastDayOf.get(level) ?? to) > to;
      if (next.length === 0 && levelLivesOn) list.push({ what: 'successor', unit: id, on: to });
      if (next.length > 1 && !next.some(({ extent, seat }) => extent === 'full' || seat))
        list.push({ what: 'split', unit: id, on: to });
    }
    for (const version of versions) {
      const parent = version.parent === null ? undefined : units.get(version.parent)?.versions[0]?.level;
      const between =
        parent === undefined ? [] : levels.slice(levels.indexOf(parent) + 1, levels.indexOf(version.level));
      if (between.some((skipped) => (lastDayOf.get(skipped) ?? '') > version.from))
        list.push({ what: 'parent', unit: id, on: version.from });
    }
  }
  return list.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.unit < other.unit ? -1 : 1));
}

const FOR_EVER = '9999-12-31' as LocalDate;

/** The day until which a level has units. */
function lastDays(units: readonly Unit[]): Map<string, LocalDate> {
  const last = new Map<string, LocalDate>();
  for (const { to, versions } of units) {
    const end = to ?? FOR_EVER;
    const level = versions[0]!.level;
    if ((last.get(level) ?? '') < end) last.set(level, end);
  }
  return last;
}
