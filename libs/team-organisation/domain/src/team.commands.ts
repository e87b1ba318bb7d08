import { DomainError, type LocalDate, type SubjectRef, type UnitId } from '@tung-nha/kernel';
import type { Appointment, Decision, Establishment, ReleaseReason, TeamRole } from '@tung-nha/team-organisation-events';

/** `today` is the day of recording; `on` the day it took effect, often long before. */
export type TeamCommand =
  /** `authority` is the unit whose chair decides on the team: see `authorityOver`. */
  | { type: 'establish-team'; establishment: Establishment; authority: UnitId; today: LocalDate }
  | { type: 'consolidate-team'; decision: Decision; authority: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'dissolve-team'; decision: Decision; authority: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'appoint-member'; appointment: Appointment; today: LocalDate }
  | { type: 'change-role'; member: SubjectRef; role: TeamRole; on: LocalDate; today: LocalDate }
  | { type: 'release-member'; member: SubjectRef; reason: ReleaseReason; on: LocalDate; today: LocalDate };

/** Several on one team, in order, all or none; what they change in its standings is said once, at the end. */
export type TeamCommands = TeamCommand | { type: 'together'; commands: readonly TeamCommand[] };

export const teamRules = [
  'DayInTheFuture',
  'UnitHasNoTeams',
  'TeamUnknown',
  'TeamAlreadyEstablished',
  'TeamNotYetEstablished',
  'TeamDissolvedThatDay',
  'TeamAlreadyDissolved',
  'ConsolidatedOtherwiseThatDay',
  'DecisionIncomplete',
  'DecisionNotOfThatOffice',
  'DecisionOfAnotherUnit',
  'MemberAlreadyAppointed',
  'MemberNotInTeamThatDay',
  'LeaderAlreadyAppointed',
] as const;
export type TeamRule = (typeof teamRules)[number];

export const teamRefused = (rule: TeamRule, details?: DomainError['details']) => new DomainError(rule, details);
