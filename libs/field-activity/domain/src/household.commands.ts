import type {
  AccountStatement,
  Assignment,
  AssignmentEnd,
  AssignmentId,
  Brought,
  CareReason,
  ClosingReason,
  Confirmation,
  DepartureReason,
  Guidance,
  HouseholdId,
  JoinedCitizen,
  ProxyAct,
  RecordId,
  Stay,
  Turns14,
  Visit,
  WithdrawalReason,
} from '@tung-nha/field-activity-events';
import { DomainError, type LocalDate, type SubjectRef, type UnitId } from '@tung-nha/kernel';

/** `today` is the day of recording; `on` the day it happened, often long before. */
export type HouseholdCommand =
  | { type: 'register-household'; village: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'move-household'; to: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'close-household'; on: LocalDate; reason: Exclude<ClosingReason, 'merged'>; today: LocalDate }
  | { type: 'reopen-household' }
  /** Those named found a household of their own, in the same village. */
  | { type: 'split-household'; into: HouseholdId; citizens: readonly SubjectRef[]; on: LocalDate; today: LocalDate }
  /** All of it goes up in another household, which must stand that day. */
  | { type: 'merge-household'; into: HouseholdId; on: LocalDate; today: LocalDate }
  | { type: 'join-household'; citizen: SubjectRef; turns14: Turns14; on: LocalDate; today: LocalDate }
  | { type: 'leave-household'; citizen: SubjectRef; reason: DepartureReason; on: LocalDate; today: LocalDate }
  /** To another household known here, which must stand that day; what is known of the person goes along. */
  | { type: 'move-citizen'; citizen: SubjectRef; to: HouseholdId; on: LocalDate; today: LocalDate }
  | { type: 'visit-household'; visit: Visit; today: LocalDate }
  | { type: 'guide-citizen'; guidance: Guidance; today: LocalDate }
  | { type: 'confirm-proficiency'; confirmation: Confirmation; today: LocalDate }
  | { type: 'state-account'; statement: AccountStatement; today: LocalDate }
  | { type: 'act-for-household'; proxy: ProxyAct; today: LocalDate }
  | { type: 'state-care-need'; reason: CareReason | null; on: LocalDate; today: LocalDate }
  | { type: 'assign-member'; assignment: Assignment; today: LocalDate }
  | { type: 'end-assignment'; assignment: AssignmentId; reason: AssignmentEnd; on: LocalDate; today: LocalDate }
  | { type: 'withdraw-record'; record: RecordId; reason: WithdrawalReason }
  | FollowingCommand;

/** What happened in one household means this for another; never sent, only derived (`household.following.ts`). */
export type FollowingCommand =
  | {
      type: 'found-by-split';
      village: UnitId;
      citizens: readonly JoinedCitizen[];
      left: readonly StaysOf[];
      on: LocalDate;
      today: LocalDate;
    }
  | {
      type: 'merge-in';
      from: HouseholdId;
      citizens: readonly JoinedCitizen[];
      left: readonly StaysOf[];
      visitedSince: LocalDate | null;
      on: LocalDate;
      today: LocalDate;
    }
  | { type: 'take-in'; citizen: JoinedCitizen; left: StaysOf; today: LocalDate }
  | { type: 'follow-records'; citizen: SubjectRef; brings: Brought; withdrawn: readonly RecordId[] }
  | { type: 'restate-merged-visits'; from: HouseholdId; visitedSince: LocalDate | null };

/** When one household has a citizen as a member. */
export interface StaysOf {
  readonly citizen: SubjectRef;
  readonly household: HouseholdId;
  readonly stays: readonly Stay[];
}

export const householdRules = [
  'DayInTheFuture',
  'HouseholdUnknown',
  'HouseholdAlreadyRegistered',
  'HouseholdNotYetRegistered',
  'HouseholdClosedThatDay',
  'HouseholdAlreadyClosed',
  'HouseholdWentUpInAnother',
  'NotIntoItself',
  'VillageOfThatDayAlreadyRecorded',
  'CitizenAlreadyMember',
  'CitizenNotMemberThatDay',
  'CitizenDied',
  'CitizenAlreadyLeft',
  'CitizenOfAnotherHousehold',
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

export type Command<Type extends HouseholdCommand['type']> = Extract<HouseholdCommand, { type: Type }>;
