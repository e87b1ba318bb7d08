import { readerOf } from '@tung-nha/kernel';
import { type DeclarationEvent, declarationEvents } from './declaration.events.js';
import { type HouseholdEvent, householdEvents } from './household.events.js';
import { whereaboutsEvents } from './whereabouts.events.js';

/** Every event type of the context, each declared once. */
export const fieldActivityEvents = [...householdEvents, ...whereaboutsEvents, ...declarationEvents] as const;

/** What is told to others. A citizen's whereabouts only repeat what the households said: no one else need read them. */
export const readFieldActivityEvent = readerOf([...householdEvents, ...declarationEvents]);
export type FieldActivityEvent = HouseholdEvent | DeclarationEvent;

export { type Assignment, type ProxyAct } from './care.events.js';
export {
  type AccountStatement,
  type Brought,
  type Confirmation,
  type Guidance,
  type JoinedCitizen,
} from './citizen.events.js';
export {
  type Account,
  account,
  type AccountState,
  accountState,
  type Activity,
  activity,
  assignmentEnd,
  type AssignmentEnd,
  assignmentId,
  type AssignmentId,
  basis,
  type Basis,
  careReason,
  type CareReason,
  citizenStanding,
  type CitizenStanding,
  citizenStandings,
  closingReason,
  type ClosingReason,
  departureReason,
  type DepartureReason,
  guidanceMode,
  type GuidanceMode,
  householdId,
  type HouseholdId,
  recordId,
  type RecordId,
  recordKind,
  type RecordKind,
  skill,
  type Skill,
  skills,
  standing,
  type Standing,
  standings,
  turns14,
  type Turns14,
  withdrawalReason,
  type WithdrawalReason,
} from './codes.js';
export {
  type DeclarationEvent,
  declarationEvents,
  declarationStream,
  type DeclaredCount,
  readDeclarationEvent,
} from './declaration.events.js';
export {
  type HouseholdEvent,
  householdEvents,
  householdStream,
  type Interval,
  readHouseholdEvent,
  type Visit,
} from './household.events.js';
export {
  citizenStream,
  readWhereaboutsEvent,
  type Stay,
  type WhereaboutsEvent,
  whereaboutsEvents,
} from './whereabouts.events.js';
