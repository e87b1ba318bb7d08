import { type Decider, fold, type LocalDate, sameData } from '@tung-nha/kernel';
import {
  type Decision,
  sendingOrganisations,
  type TeamEvent,
  teamStandings,
  type UnitInterval,
} from '@tung-nha/team-organisation-events';
import { type TeamCommand, type TeamCommands, teamRefused } from './team.commands.js';
import {
  evolveTeam,
  type MemberEvent,
  membershipOn,
  membersOn,
  newTeam,
  type TeamState,
  wordOf,
} from './team.state.js';
import { teamAuthorities, type TeamLevel } from './team-authority.js';
import { teamStandingsOf } from './team-standings.js';

/** The rules of one team (T2, T4). Every command ends with what it changed in what is said of the team (P1). */
export const team: Decider<TeamState, TeamCommands, TeamEvent> = {
  initialState: newTeam,
  evolve: evolveTeam,
  decide(command, state) {
    const commands = command.type === 'together' ? command.commands : [command];
    // Within a list a later word may have taken the place of an earlier one of the same day.
    if (command.type === 'together' && commands.every((one) => wasSaid(factOf(one), state))) return [];
    const facts: TeamEvent[] = [];
    let after = state;
    for (const one of commands) {
      const fact = factOf(one);
      if (stands(fact, after)) continue;
      mustBePossible(one, after);
      facts.push(fact);
      after = evolveTeam(after, fact);
    }
    if (facts.length === 0) return [];
    mustHaveOneLeader(after);
    return [...facts, ...restated(after)];
  },
};

function factOf(command: TeamCommand): TeamEvent {
  switch (command.type) {
    case 'establish-team':
      return { type: 'team-organisation.team-established', data: command.establishment };
    case 'consolidate-team':
      return { type: 'team-organisation.team-consolidated', data: { decision: command.decision, on: command.on } };
    case 'dissolve-team':
      return { type: 'team-organisation.team-dissolved', data: { decision: command.decision, on: command.on } };
    case 'appoint-member':
      return { type: 'team-organisation.member-appointed', data: command.appointment };
    case 'change-role': {
      const { member, role, on } = command;
      return { type: 'team-organisation.member-role-changed', data: { member, role, on } };
    }
    case 'release-member': {
      const { member, reason, on } = command;
      return { type: 'team-organisation.member-released', data: { member, reason, on } };
    }
  }
}

/** It was recorded, whatever was said since. */
function wasSaid(fact: TeamEvent, state: TeamState): boolean {
  return isOfMember(fact)
    ? (state.members.get(fact.data.member) ?? []).some((word) => sameData(word, wordOf(fact)))
    : stands(fact, state);
}

/** It was recorded, and no other word of its day took its place. */
function stands(fact: TeamEvent, state: TeamState): boolean {
  const { established, consolidations, dissolved, members } = state;
  if (isOfMember(fact)) {
    const { member, on } = fact.data;
    const words = members.get(member) ?? [];
    // A change of role on the day of the appointment leaves the appointment as it was.
    if (fact.type === 'team-organisation.member-appointed')
      return wasSaid(fact, state) && membershipOn(member, words, on)?.since === on;
    const last = words.findLast((word) => word.on === on);
    return last !== undefined && sameData(last, wordOf(fact));
  }
  switch (fact.type) {
    case 'team-organisation.team-established':
      return established !== undefined && sameData(established, fact.data);
    case 'team-organisation.team-consolidated': {
      const known = consolidations.get(fact.data.on);
      return known !== undefined && sameData(known, fact.data.decision);
    }
    case 'team-organisation.team-dissolved':
      return dissolved !== null && sameData(dissolved, fact.data);
    case 'team-organisation.team-standing-restated':
    case 'team-organisation.membership-restated':
      // No command says these.
      return false;
  }
}

const isOfMember = (fact: TeamEvent): fact is MemberEvent => fact.type.startsWith('team-organisation.member-');

function mustBePossible(command: TeamCommand, state: TeamState): void {
  const { established, consolidations, dissolved } = state;
  if (command.type === 'establish-team') {
    const { establishment, authority, today } = command;
    if (established) throw teamRefused('TeamAlreadyEstablished', { on: established.on });
    if (establishment.on > today) throw teamRefused('DayInTheFuture', { on: establishment.on });
    return mustBeAuthorised(establishment.decision, establishment.level, authority, today);
  }
  const on = command.type === 'appoint-member' ? command.appointment.on : command.on;
  if (!established) throw teamRefused('TeamUnknown');
  if (on > command.today) throw teamRefused('DayInTheFuture', { on });
  if (on < established.on) throw teamRefused('TeamNotYetEstablished', { on: established.on });
  if (command.type === 'dissolve-team' && dissolved) throw teamRefused('TeamAlreadyDissolved', { on: dissolved.on });
  if (dissolved && dissolved.on <= on) throw teamRefused('TeamDissolvedThatDay', { on: dissolved.on });

  switch (command.type) {
    case 'consolidate-team':
      if (consolidations.has(on)) throw teamRefused('ConsolidatedOtherwiseThatDay', { on });
      return mustBeAuthorised(command.decision, established.level, command.authority, command.today);
    case 'dissolve-team':
      return mustBeAuthorised(command.decision, established.level, command.authority, command.today);
    case 'appoint-member':
      if (isMember(state, command.appointment.member, on)) throw teamRefused('MemberAlreadyAppointed', { on });
      return;
    case 'change-role':
    case 'release-member':
      if (!isMember(state, command.member, on)) throw teamRefused('MemberNotInTeamThatDay', { on });
  }
}

const isMember = (state: TeamState, member: string, day: LocalDate) =>
  membersOn(state, day).some((one) => one.member === member);

function mustBeAuthorised(decision: Decision, level: TeamLevel, authority: string, today: LocalDate): void {
  if (Object.values(decision).includes(null)) throw teamRefused('DecisionIncomplete');
  if (decision.date! > today) throw teamRefused('DayInTheFuture', { on: decision.date! });
  if (decision.office !== teamAuthorities[level].office) throw teamRefused('DecisionNotOfThatOffice');
  if (decision.issuingUnit !== authority) throw teamRefused('DecisionOfAnotherUnit');
}

/** On any day, also where a word told late changes who led then. */
function mustHaveOneLeader(state: TeamState): void {
  const days = new Set([...state.members.values()].flatMap((words) => words.map(({ on }) => on)));
  for (const day of days)
    if (membersOn(state, day).filter(({ role }) => role === 'leader').length > 1)
      throw teamRefused('LeaderAlreadyAppointed', { on: day });
}

/** Works every standing and membership out again from the records, and says those that changed. */
function restated(state: TeamState): TeamEvent[] {
  const { established, dissolved, consolidations, members, said, saidOfMembers } = state;
  if (!established) return [];
  const { unit, level, policy, on: establishedOn } = established;
  const now = teamStandingsOf({
    ...{ unit, level, policy, establishedOn, members },
    dissolvedOn: dissolved?.on ?? null,
    consolidatedOn: [...consolidations.keys()],
  });
  const events: TeamEvent[] = [];
  for (const standing of teamStandings) {
    const [was, is] = [[...(said.get(standing) ?? [])], [...(now.team.get(standing) ?? [])]];
    if (!sameIntervals(was, is))
      events.push({ type: 'team-organisation.team-standing-restated', data: { standing, was, is } });
  }
  for (const member of members.keys())
    for (const organisation of sendingOrganisations) {
      const was = [...(saidOfMembers.get(member)?.get(organisation) ?? [])];
      const is = [...(now.memberships.get(member)?.get(organisation) ?? [])];
      if (!sameIntervals(was, is))
        events.push({ type: 'team-organisation.membership-restated', data: { member, organisation, was, is } });
    }
  return events;
}

function sameIntervals(one: readonly UnitInterval[], other: readonly UnitInterval[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ unit, from, to }, at) => {
      const { unit: otherUnit, from: otherFrom, to: otherTo } = other[at]!;
      return unit === otherUnit && from === otherFrom && to === otherTo;
    })
  );
}

/** A team as its events tell it. */
export const foldTeam = (events: readonly TeamEvent[]): TeamState => fold(team, events);
