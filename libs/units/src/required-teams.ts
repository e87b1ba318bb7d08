import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { type CompositionPolicy, compositionPolicies } from '@tung-nha/team-organisation-events';
import { liesWithin } from './footprint.js';
import { hierarchyOn } from './hierarchy.js';
import { inForce } from './placement.js';
import type { UnitRegister } from './unit-register.js';

export interface RequiredTeams {
  readonly unit: UnitId;
  readonly teams: number;
}

/** `teams.required` (P1): the units in force on the day × the policies in force on the day; own of each unit. */
export function requiredTeams(
  register: UnitRegister,
  on: LocalDate,
  policies: readonly CompositionPolicy[] = compositionPolicies,
): readonly RequiredTeams[] {
  const hierarchy = hierarchyOn(register, on);
  return policies
    .filter((policy) => holdsOn(policy, on))
    .flatMap((policy) => {
      const territory = territoryOf(register, policy);
      if (territory === undefined) return [];
      return [...register.units.values()].flatMap(({ id }) => {
        const node = hierarchy.unit(id);
        const clause = policy.teamsPerUnit.find(({ level }) => level === node?.level);
        if (!node?.inForce || !clause || !liesWithin(register, id, territory, on)) return [];
        return [{ unit: id, teams: clause.teams }];
      });
    });
}

/** The policy that applies to a unit on a day, the newest version of it; undefined where none does (T3). */
export function policyFor(
  register: UnitRegister,
  unit: UnitId,
  on: LocalDate,
  policies: readonly CompositionPolicy[] = compositionPolicies,
): CompositionPolicy | undefined {
  return policies
    .filter((policy) => holdsOn(policy, on))
    .filter((policy) => {
      const territory = territoryOf(register, policy);
      return territory !== undefined && liesWithin(register, unit, territory, on);
    })
    .sort((one, other) => other.version - one.version)[0];
}

const holdsOn = ({ from, to }: CompositionPolicy, on: LocalDate) => from <= on && (to === null || on < to);

function territoryOf(register: UnitRegister, { unit: { level, code, on } }: CompositionPolicy): UnitId | undefined {
  return register.bearersOf(level, code).find((id) => inForce(register.units.get(id)!, on));
}
