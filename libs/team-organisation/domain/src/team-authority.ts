import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Level, Office } from '@tung-nha/team-organisation-events';
import { chainOn, standingPlace, type UnitRegister } from '@tung-nha/units';

/** Who decides on a team: which office of the unit of which level (T2). */
export const teamAuthorities: Readonly<Record<TeamLevel, { readonly office: Office; readonly of: TeamLevel }>> = {
  district: { office: 'district-chair', of: 'district' },
  commune: { office: 'commune-chair', of: 'commune' },
  village: { office: 'commune-chair', of: 'commune' },
};
export type TeamLevel = Exclude<Level, 'province'>;

/**
 * The unit whose chair decides on the teams of a unit on a day: the commune of a village, a commune or district itself,
 * what took its place where it is no more. Undefined for a province and for an unknown unit.
 */
export function authorityOver(register: UnitRegister, unit: UnitId, on: LocalDate): UnitId | undefined {
  const level = register.units.get(unit)?.versions[0]?.level;
  if (level === undefined || level === 'province') return undefined;
  if (level === 'village')
    return chainOn(register, unit, on).findLast(
      (above) => register.units.get(above)?.versions[0]?.level === teamAuthorities.village.of,
    );
  const place = standingPlace(register, unit, on);
  // A district that ended left no successor at its level: its own last decisions are still about itself.
  return place !== undefined && register.units.get(place)?.versions[0]?.level === level ? place : unit;
}
