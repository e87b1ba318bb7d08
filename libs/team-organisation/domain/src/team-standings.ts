import type { LocalDate, SubjectRef, UnitId } from '@tung-nha/kernel';
import {
  compositionPolicies,
  type CompositionPolicy,
  type CompositionPolicyId,
  type Level,
  positionEquivalents,
  type SendingOrganisation,
  type TeamStanding,
  teamStandings,
  type UnitInterval,
} from '@tung-nha/team-organisation-events';
import { type Membership, type MemberWord, membershipOn } from './team.state.js';
import { policyInForce, verdictOn } from './team-verdict.js';

/** The records of one team. */
export interface TeamRecords {
  readonly unit: UnitId;
  readonly level: Level;
  readonly policy: CompositionPolicyId | null;
  readonly establishedOn: LocalDate;
  readonly dissolvedOn: LocalDate | null;
  readonly consolidatedOn: readonly LocalDate[];
  readonly members: ReadonlyMap<SubjectRef, readonly MemberWord[]>;
}

export interface TeamStandings {
  readonly team: ReadonlyMap<TeamStanding, readonly UnitInterval[]>;
  readonly memberships: ReadonlyMap<SubjectRef, ReadonlyMap<SendingOrganisation, readonly UnitInterval[]>>;
}

/**
 * Every standing of a team and each membership, worked out from nothing but the records: on each day on which anything
 * can change what holds is looked at anew, and equal neighbours are joined. So the same records have one way to be said.
 */
export function teamStandingsOf(
  records: TeamRecords,
  policies: readonly CompositionPolicy[] = compositionPolicies,
): TeamStandings {
  const { unit, establishedOn, dissolvedOn } = records;
  const team = new Map<TeamStanding, UnitInterval[]>();
  const memberships = new Map<SubjectRef, Map<SendingOrganisation, UnitInterval[]>>();

  for (const day of daysOf(records, policies)) {
    const stands = establishedOn <= day && (dissolvedOn === null || day < dissolvedOn);
    const members = stands ? presentOn(records, day) : [];
    const holds: ReadonlySet<TeamStanding> = stands ? new Set(standingsOn(records, members, day, policies)) : new Set();
    for (const standing of teamStandings) extend(team, standing, unit, day, holds.has(standing));

    const sentBy = new Map(members.map(({ member, organisation }) => [member, organisation]));
    for (const { member, organisation } of members) {
      const known = memberships.get(member) ?? new Map<SendingOrganisation, UnitInterval[]>();
      memberships.set(member, known);
      extend(known, organisation, unit, day, true);
    }
    for (const [member, held] of memberships)
      for (const organisation of held.keys())
        if (sentBy.get(member) !== organisation) extend(held, organisation, unit, day, false);
  }
  return { team, memberships };
}

function standingsOn(
  { consolidatedOn, ...team }: TeamRecords,
  members: readonly Membership[],
  day: LocalDate,
  policies: readonly CompositionPolicy[],
): TeamStanding[] {
  const holds: TeamStanding[] = ['established'];
  if (!members.some(({ role }) => role === 'leader')) holds.push('leaderless');
  const consolidations = consolidatedOn.filter((on) => team.establishedOn <= on && on <= day);
  if (consolidations.length > 0) holds.push('consolidated');
  // Only a consolidation under the policy answers what the policy asks for.
  const inTime = (on: LocalDate) => (policyInForce(team.policy, on, policies)?.consolidateBy ?? '') >= on;
  if (consolidations.some(inTime)) holds.push('consolidated-on-time');
  if (verdictOn(team, members, day, policies)?.compliant) holds.push('compliant');
  return holds;
}

const presentOn = ({ members }: TeamRecords, day: LocalDate): Membership[] =>
  [...members].flatMap(([member, words]) => membershipOn(member, words, day) ?? []);

/** The days on which anything can begin or end, in order. */
function daysOf(
  { policy, establishedOn, dissolvedOn, consolidatedOn, members }: TeamRecords,
  policies: readonly CompositionPolicy[],
): LocalDate[] {
  const days: (LocalDate | null)[] = [
    establishedOn,
    dissolvedOn,
    ...consolidatedOn,
    ...[...members.values()].flatMap((words) => words.map(({ on }) => on)),
    ...policies.filter(({ id }) => id === policy).flatMap(({ from, to }) => [from, to]),
    ...positionEquivalents.map(({ from }) => from),
  ];
  return [...new Set(days.filter((day) => day !== null))].sort();
}

/** Goes on with the last interval, ends it, or begins one. */
function extend<Name extends string>(
  held: Map<Name, UnitInterval[]>,
  name: Name,
  unit: UnitId,
  day: LocalDate,
  holds: boolean,
): void {
  const known = held.get(name);
  const last = known?.at(-1);
  if (known && last && last.to === null) {
    if (!holds) known[known.length - 1] = { ...last, to: day };
    return;
  }
  if (!holds) return;
  const begun = { unit, from: day, to: null };
  if (known) known.push(begun);
  else held.set(name, [begun]);
}
