import { DomainError, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Decision } from '@tung-nha/team-organisation-events';
import { chainOn, inForce, policyFor, type UnitRegister, versionOn } from '@tung-nha/units';
import type { TeamCommand } from './team.commands.js';
import { authorityOver } from './team-authority.js';

export interface NewTeam {
  readonly unit: UnitId;
  readonly decision: Decision;
  readonly on: LocalDate;
  readonly today: LocalDate;
}

/**
 * The command that establishes a team at a unit: level, policy and who decides are what the register says.
 * @throws DomainError `UnitUnknown`, `UnitNotInForce` that day, `UnitHasNoTeams` for a province
 */
export function establishTeam(register: UnitRegister, { unit, decision, on, today }: NewTeam): TeamCommand {
  const known = register.units.get(unit);
  if (!known) throw new DomainError('UnitUnknown', { unit });
  const day = withinRegister(register, on);
  if (!inForce(known, day)) throw new DomainError('UnitNotInForce', { unit });
  const { level } = versionOn(known, day);
  const authority = authorityOver(register, unit, decision.date ?? day);
  if (level === 'province' || authority === undefined) throw new DomainError('UnitHasNoTeams', { unit });
  const policy = policyFor(register, unit, day)?.id ?? null;
  return { type: 'establish-team', establishment: { unit, level, policy, decision, on }, authority, today };
}

/** The commune that orders a team's events for outside consumers; above it the unit itself. */
export function homeOf(register: UnitRegister, unit: UnitId, on: LocalDate): UnitId {
  const chain = chainOn(register, unit, withinRegister(register, on));
  return chain.find((above) => register.units.get(above)?.versions[0]?.level === 'commune') ?? unit;
}

/** Many teams are older than the first list of units: for them its first day says where they stand. */
function withinRegister({ changeDays: [first] }: UnitRegister, day: LocalDate): LocalDate {
  return first !== undefined && day < first ? first : day;
}
