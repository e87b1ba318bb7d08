import type { LocalDate } from '@tung-nha/kernel';
import {
  type CompositionClause,
  compositionPolicies,
  type CompositionPolicy,
  type CompositionPolicyId,
  type Level,
  type Position,
  positionEquivalents,
  type TeamRole,
} from '@tung-nha/team-organisation-events';
import type { Membership } from './team.state.js';

/** How a clause of the policy stands on a day: `present` of the `atLeast` members it asks for. */
export interface ClauseVerdict extends CompositionClause {
  readonly present: number;
  readonly met: boolean;
}

export interface Verdict {
  readonly policy: { readonly id: CompositionPolicyId; readonly version: number };
  /** In the order of the policy. */
  readonly clauses: readonly ClauseVerdict[];
  /** Every `required` clause is met; a `recommended` one unmet is a warning, `eligible-from` never a breach (T3). */
  readonly compliant: boolean;
}

/** The version of a policy in force on a day; undefined where none is. */
export function policyInForce(
  id: CompositionPolicyId | null,
  day: LocalDate,
  policies: readonly CompositionPolicy[] = compositionPolicies,
): CompositionPolicy | undefined {
  return policies
    .filter((policy) => policy.id === id && policy.from <= day && (policy.to === null || day < policy.to))
    .sort((one, other) => other.version - one.version)[0];
}

/** What the policy in force says of a team of this level with these members; undefined where no policy is. */
export function verdictOn(
  team: { readonly level: Level; readonly policy: CompositionPolicyId | null },
  members: readonly Membership[],
  day: LocalDate,
  policies: readonly CompositionPolicy[] = compositionPolicies,
): Verdict | undefined {
  const policy = policyInForce(team.policy, day, policies);
  if (!policy) return undefined;
  const clauses = policy.clauses
    .filter(({ level }) => level === team.level)
    .map((clause): ClauseVerdict => {
      const present = members.filter((member) => fits(member, clause, day)).length;
      return { ...clause, present, met: present >= clause.atLeast };
    });
  const compliant = clauses.every(({ kind, met }) => kind !== 'required' || met);
  return { policy: { id: policy.id, version: policy.version }, clauses, compliant };
}

function fits({ role, position }: Membership, clause: CompositionClause, day: LocalDate): boolean {
  return (
    (clause.role === null || countsAs(role, clause.role)) && clause.positions.some((one) => holds(position, one, day))
  );
}

/** A standing deputy is a deputy; a deputy is no standing one. */
const countsAs = (role: TeamRole, asked: TeamRole) =>
  role === asked || (asked === 'deputy' && role === 'standing-deputy');

const holds = (held: Position, asked: Position, day: LocalDate) =>
  held === asked ||
  positionEquivalents.some(({ position, standIn, from }) => position === asked && standIn === held && from <= day);
