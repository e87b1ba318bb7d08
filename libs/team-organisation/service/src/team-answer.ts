import type { LocalDate, TeamId, UnitId } from '@tung-nha/kernel';
import { membersOn, type TeamState, verdictOn } from '@tung-nha/team-organisation-domain';
import { teamStandings } from '@tung-nha/team-organisation-events';
import { type UnitRegister, versionOn } from '@tung-nha/units';

/** A team on a day: what it is, who is in it, what the policy of the day says of it. Codes and ids only (X3). */
export function teamAnswer(register: UnitRegister, team: TeamId, state: TeamState, on: LocalDate) {
  const { established, consolidations, dissolved, said } = state;
  const { unit, level, policy, decision, on: establishedOn } = established!;
  const members = membersOn(state, on);
  const holding = teamStandings.filter((standing) =>
    said.get(standing)?.some(({ from, to }) => from <= on && (to === null || on < to)),
  );
  return {
    id: team,
    on,
    unit: unitAnswer(register, unit, on),
    level,
    policy,
    establishedOn,
    dissolvedOn: dissolved?.on ?? null,
    standings: holding,
    decisions: [
      { what: 'establish', on: establishedOn, ...decision },
      ...[...consolidations]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([day, consolidated]) => ({ what: 'consolidate', on: day, ...consolidated })),
      ...(dissolved ? [{ what: 'dissolve', on: dissolved.on, ...dissolved.decision }] : []),
    ],
    members,
    verdict: holding.includes('established') ? (verdictOn({ level, policy }, members, on) ?? null) : null,
  };
}

/** A line of a list of teams. */
export function teamLine(register: UnitRegister, team: TeamId, state: TeamState, on: LocalDate) {
  const { decisions: _, members, verdict, ...line } = teamAnswer(register, team, state, on);
  const unmet = (kind: string) =>
    verdict?.clauses.filter((clause) => clause.kind === kind && !clause.met).length ?? null;
  return {
    ...line,
    members: members.length,
    unmet: { required: unmet('required'), recommended: unmet('recommended') },
  };
}

function unitAnswer({ units }: UnitRegister, id: UnitId, on: LocalDate) {
  const known = units.get(id);
  if (!known) return { id, code: null, fullName: '' };
  const { code, fullName } = versionOn(known, on);
  return { id, code, fullName };
}
