import type { HouseholdEvent } from '@tung-nha/field-activity-events';
import { type Decider, DomainError, type LocalDate, type SubjectRef, type TeamId, type UnitId } from '@tung-nha/kernel';
import type { HouseholdCommand } from './household.commands.js';
import { household } from './household.decider.js';
import type { HouseholdState } from './household.state.js';
import { villageOn } from './standings.js';

/** What the context has heard of the teams; folded from the events of team-organisation, never asked for. */
export interface TeamFacts {
  teamOn(team: TeamId, day: LocalDate): TeamThatDay | 'unknown' | 'not-in-force';
}

export interface TeamThatDay {
  isMember(member: SubjectRef): boolean;
  /** Whether the village lies in the unit the team serves. */
  covers(village: UnitId): boolean;
}

export const teamRules = ['TeamUnknown', 'TeamNotInForceThatDay', 'TeamNotOfThisVillage', 'NotAMemberThatDay'] as const;
export type TeamRule = (typeof teamRules)[number];

/** Also refuses what was done by no member of a team that serves the village on that day (A2). */
export function checkedAgainst(teams: TeamFacts): Decider<HouseholdState, HouseholdCommand, HouseholdEvent> {
  return {
    ...household,
    decide(command, state) {
      const events = household.decide(command, state);
      // What was accepted once stays accepted, however often it is sent and whatever the team has become.
      if (events.length > 0) mustBeTheirs(command, state, teams);
      return events;
    },
  };
}

interface ByTeam {
  readonly on: LocalDate;
  readonly team: TeamId;
  readonly members: readonly { readonly member: SubjectRef; readonly at: string }[];
}

function mustBeTheirs(command: HouseholdCommand, { arrivals }: HouseholdState, teams: TeamFacts): void {
  const done = byTeam(command);
  if (!done) return;
  const { on, team, members } = done;
  const known = teams.teamOn(team, on);
  if (known === 'unknown') throw refusedAt('TeamUnknown', on, ['/team']);
  if (known === 'not-in-force') throw refusedAt('TeamNotInForceThatDay', on, ['/team']);
  const village = villageOn(on, arrivals);
  if (village === undefined || !known.covers(village)) throw refusedAt('TeamNotOfThisVillage', on, ['/team']);
  const strangers = members.filter(({ member }) => !known.isMember(member)).map(({ at }) => at);
  if (strangers.length > 0) throw refusedAt('NotAMemberThatDay', on, strangers);
}

function byTeam(command: HouseholdCommand): ByTeam | undefined {
  switch (command.type) {
    case 'visit-household':
      return group(command.visit);
    case 'guide-citizen':
      return group(command.guidance);
    case 'act-for-household':
      return group(command.proxy);
    case 'assign-member': {
      const { on, team, member } = command.assignment;
      return { on, team, members: [{ member, at: '/member' }] };
    }
    case 'register-household':
    case 'move-household':
    case 'close-household':
    case 'reopen-household':
    case 'split-household':
    case 'merge-household':
    case 'join-household':
    case 'leave-household':
    case 'move-citizen':
    case 'confirm-proficiency':
    case 'state-account':
    case 'state-care-need':
    case 'end-assignment':
    case 'withdraw-record':
    case 'found-by-split':
    case 'merge-in':
    case 'take-in':
    case 'follow-records':
    case 'restate-merged-visits':
      return undefined;
  }
}

const group = ({ on, team, members }: { on: LocalDate; team: TeamId; members: readonly SubjectRef[] }): ByTeam => ({
  on,
  team,
  members: members.map((member, index) => ({ member, at: `/members/${index}` })),
});

const refusedAt = (rule: TeamRule, on: LocalDate, at: readonly string[]) => new DomainError<TeamRule>(rule, { on }, at);
