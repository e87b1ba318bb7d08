import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { parentOn, versionOn } from './placement.js';
import type { UnitRegister } from './unit-register.js';

/** A unit as it was called. */
export interface FormerUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly fullName: string;
}

/**
 * The commune in which a village was founded, as it was called then, where on this map another unit holds the village:
 * what tells the villages of one name in a merged commune apart. Undefined for other units, for a village that stands
 * where it was founded, and on maps before its first day.
 */
export function formerCommune(register: UnitRegister, id: UnitId, map: LocalDate): FormerUnit | undefined {
  const village = register.units.get(id);
  const founded = village?.versions[0];
  if (!village || founded?.level !== 'village' || founded.parent === null || map < village.from) return undefined;
  const commune = register.units.get(founded.parent);
  if (!commune || parentOn(register, id, map) === commune.id) return undefined;
  const { name, fullName } = versionOn(commune, village.from);
  return { id: commune.id, name, fullName };
}
