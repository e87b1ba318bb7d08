import type {
  AccountStatement,
  Assignment,
  AssignmentEnd,
  AssignmentId,
  CareReason,
  ClosingReason,
  Confirmation,
  DepartureReason,
  Guidance,
  HouseholdId,
  JoinedCitizen,
  ProxyAct,
  RecordId,
  Turns14,
  Visit,
  WithdrawalReason,
} from '@tung-nha/field-activity-events';
import { DomainError, type LocalDate, type SubjectRef, type UnitId } from '@tung-nha/kernel';

/** `today` is the day of recording; `on` the day it happened, often long before. */
export type HouseholdCommand =
  | { type: 'register-household'; village: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'move-household'; to: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'close-household'; on: LocalDate; reason: ClosingReason; into: HouseholdId | null; today: LocalDate }
  | { type: 'reopen-household' }
  /** Those named found a household of their own; on its stream the same day `found-by-split`. */
  | { type: 'split-household'; into: HouseholdId; citizens: readonly SubjectRef[]; on: LocalDate; today: LocalDate }
  | { type: 'found-by-split'; village: UnitId; citizens: readonly JoinedCitizen[]; on: LocalDate; today: LocalDate }
  | {
      type: 'merge-in';
      from: HouseholdId;
      citizens: readonly JoinedCitizen[];
      visitedSince: LocalDate | null;
      on: LocalDate;
      today: LocalDate;
    }
  | { type: 'join-household'; citizen: SubjectRef; turns14: Turns14; on: LocalDate; today: LocalDate }
  | { type: 'leave-household'; citizen: SubjectRef; reason: DepartureReason; on: LocalDate; today: LocalDate }
  | { type: 'visit-household'; visit: Visit; today: LocalDate }
  | { type: 'guide-citizen'; guidance: Guidance; today: LocalDate }
  | { type: 'confirm-proficiency'; confirmation: Confirmation; today: LocalDate }
  | { type: 'state-account'; statement: AccountStatement; today: LocalDate }
  | { type: 'act-for-household'; proxy: ProxyAct; today: LocalDate }
  | { type: 'state-care-need'; reason: CareReason | null; on: LocalDate; today: LocalDate }
  | { type: 'assign-member'; assignment: Assignment; today: LocalDate }
  | { type: 'end-assignment'; assignment: AssignmentId; reason: AssignmentEnd; on: LocalDate; today: LocalDate }
  | { type: 'withdraw-record'; record: RecordId; reason: WithdrawalReason };

export const householdRules = [
  'DayInTheFuture',
  'HouseholdUnknown',
  'HouseholdAlreadyRegistered',
  'HouseholdNotYetRegistered',
  'HouseholdClosedThatDay',
  'HouseholdAlreadyClosed',
  'HouseholdNotClosed',
  'VillageOfThatDayAlreadyRecorded',
  'CitizenAlreadyMember',
  'CitizenNotMemberThatDay',
  'CitizenDied',
  'StateNotOfThatAccount',
  'NeedOfThatDayAlreadyRecorded',
  'NotInCareThatDay',
  'AlreadyAssignedThatDay',
  'AssignmentUnknown',
  'AssignmentEndsBeforeItBegins',
  'RecordedOtherwise',
  'RecordUnknown',
] as const;
export type HouseholdRule = (typeof householdRules)[number];

export const refused = (rule: HouseholdRule, details?: DomainError['details']) => new DomainError(rule, details);
