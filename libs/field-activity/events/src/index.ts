import { householdEvents } from './household.events.js';

/** Every event type of the context, each declared once. */
export const fieldActivityEvents = householdEvents;

export {
  type Activity,
  activity,
  type HouseholdEvent,
  householdEvents,
  householdId,
  type HouseholdId,
  householdStream,
  type Interval,
  readHouseholdEvent as readFieldActivityEvent,
  readHouseholdEvent,
  recordId,
  type RecordId,
  recordKind,
  type RecordKind,
  standing,
  type Standing,
  type Visit,
  withdrawalReason,
  type WithdrawalReason,
} from './household.events.js';
