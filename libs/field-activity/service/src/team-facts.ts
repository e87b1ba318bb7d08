import type { TeamFacts, TeamThatDay } from '@tung-nha/field-activity-domain';
import type { LocalDate, TeamId, UnitId } from '@tung-nha/kernel';
import { holdsOn, type Reference } from '@tung-nha/service-runtime';
import { chainOn, hierarchyOn, inForce, nearestDay, type UnitRegister } from '@tung-nha/units';

export const TEAM_FACTS = Symbol('TeamFacts');

/** The teams as far as this process has heard of them (A2). */
export function teamFactsOf(reference: Pick<Reference, 'register' | 'teams'>): TeamFacts {
  return {
    teamOn(team: TeamId, day: LocalDate): TeamThatDay | 'unknown' | 'not-in-force' {
      const known = reference.teams.get(team);
      if (!known) return 'unknown';
      if (!holdsOn(known, day)) return 'not-in-force';
      return {
        isMember: (member) => reference.teams.isMember(team, member, day),
        covers: (village) => contains(reference.register, known.unit, village, day),
      };
    },
  };
}

/** A unit that is no more keeps the villages it last had (P2): its team works on until a decision ends it. */
function contains(register: UnitRegister, id: UnitId, village: UnitId, day: LocalDate): boolean {
  const unit = register.units.get(id);
  if (!unit) return false;
  if (id === village) return true;
  if (inForce(unit, day)) return chainOn(register, village, day).includes(id);
  return hierarchyOn(register, nearestDay(unit, day)).leavesUnder(id).includes(village);
}
