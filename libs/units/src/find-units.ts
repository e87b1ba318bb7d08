import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { type Level, levels } from '@tung-nha/team-organisation-events';
import { inForce } from './placement.js';
import { foldText } from './unit-names.js';
import type { Unit, UnitVersion } from './unit.js';
import type { UnitRegister } from './unit-register.js';

export interface FindOptions {
  /** Only units in force on this day; else all that ever were. */
  readonly on?: LocalDate;
  readonly level?: Level;
  /** 20 when not said. */
  readonly limit?: number;
}

export interface UnitFound {
  readonly unit: UnitId;
  /** The version that matched: an old name or code finds the unit too. */
  readonly version: UnitVersion;
  /** The first day on which the unit is no more. */
  readonly to: LocalDate | null;
  /** The first day on which that name or code no longer held. */
  readonly versionTo: LocalDate | null;
}

interface Entry extends UnitFound {
  readonly name: string;
  readonly fullName: string;
  readonly source: Unit;
}

const indexes = new WeakMap<UnitRegister, readonly Entry[]>();

/** Search without diacritics, by any old or new name or code (X9). The best match of each unit, best first. */
export function findUnits(register: UnitRegister, text: string, options: FindOptions = {}): readonly UnitFound[] {
  const wanted = foldText(text);
  if (wanted === '') return [];
  const { on, level, limit = 20 } = options;
  const best = new Map<UnitId, { entry: Entry; score: number }>();

  for (const entry of indexOf(register)) {
    if (level !== undefined && entry.version.level !== level) continue;
    if (on !== undefined && !inForce(entry.source, on)) continue;
    const score = scoreOf(entry, wanted);
    if (score === undefined) continue;
    const known = best.get(entry.unit);
    // At the same score the newer name is shown.
    if (!known || score <= known.score) best.set(entry.unit, { entry, score });
  }
  return [...best.values()]
    .sort((one, other) => one.score - other.score || compare(one.entry, other.entry))
    .slice(0, limit)
    .map(({ entry: { unit, version, to, versionTo } }) => ({ unit, version, to, versionTo }));
}

/** Lower is better: the code or the whole name, its beginning, the beginning of a word, anywhere. */
function scoreOf({ version: { code }, name, fullName }: Entry, wanted: string): number | undefined {
  if (code === wanted || name === wanted || fullName === wanted) return 0;
  if (name.startsWith(wanted) || fullName.startsWith(wanted)) return 1;
  if (fullName.includes(` ${wanted}`)) return 2;
  if (code?.startsWith(wanted)) return 3;
  return fullName.includes(wanted) ? 4 : undefined;
}

function indexOf(register: UnitRegister): readonly Entry[] {
  const known = indexes.get(register);
  if (known) return known;
  const index = [...register.units.values()].flatMap((source) =>
    source.versions.map((version, at) => ({
      source,
      unit: source.id,
      version,
      to: source.to,
      versionTo: source.versions[at + 1]?.from ?? source.to,
      name: foldText(version.name),
      fullName: foldText(version.fullName),
    })),
  );
  indexes.set(register, index);
  return index;
}

/** What still exists first, then the higher level, then by name. */
function compare(one: Entry, other: Entry): number {
  const gone = Number(one.to !== null) - Number(other.to !== null);
  const height = levels.indexOf(one.version.level) - levels.indexOf(other.version.level);
  return gone || height || collator.compare(one.version.name, other.version.name) || (one.unit < other.unit ? -1 : 1);
}

const collator = new Intl.Collator('vi', { numeric: true });
