import { defineEvent, type EventOf, idSchema, localDate, readerOf, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import { z } from 'zod';

// These events are what is stored: versions are added, never edited.
// The stream names the household, the envelope who recorded it and when. No name, place or words of a person (X3).

export const householdId = idSchema<'HouseholdId'>();
export type HouseholdId = z.infer<typeof householdId>;

/** One record of what was done, made on the phone at the door, so that it counts once however often it is sent. */
export const recordId = idSchema<'RecordId'>();
export type RecordId = z.infer<typeof recordId>;

export const activity = z.enum([
  'explained',
  'installed-app',
  'helped-with-form',
  'opened-account',
  'checked-on-progress',
]);
export type Activity = z.infer<typeof activity>;

export const withdrawalReason = z.enum(['wrong-household', 'wrong-day', 'did-not-happen', 'recorded-twice']);
export type WithdrawalReason = z.infer<typeof withdrawalReason>;

/** What can be said of a household on a day (A3). */
export const standing = z.enum(['total', 'visited']);
export type Standing = z.infer<typeof standing>;

/** What is counted on the day it happened, in the village where the household lived that day (P1, flows). */
export const recordKind = z.enum(['visit']);
export type RecordKind = z.infer<typeof recordKind>;

/** Holds at the end of each day from `from` on, `to` no longer included; `null`: it still holds. */
const interval = z.strictObject({ village: unitId, from: localDate, to: localDate.nullable() });
export type Interval = z.infer<typeof interval>;

const householdRegistered = defineEvent({
  type: 'field-activity.household-registered',
  version: 1,
  about: 'A household was registered in a village.',
  data: z.strictObject({ village: unitId, on: localDate }),
});

const householdMoved = defineEvent({
  type: 'field-activity.household-moved',
  version: 1,
  about: 'A household went to live in another village.',
  data: z.strictObject({ to: unitId, on: localDate }),
});

const householdVisited = defineEvent({
  type: 'field-activity.household-visited',
  version: 1,
  about: 'Members of a team visited a household.',
  data: z.strictObject({
    visit: recordId,
    on: localDate,
    team: teamId,
    members: z.array(subjectRef).min(1),
    activities: z.array(activity),
  }),
});
export type Visit = EventOf<typeof householdVisited>['data'];

const recordWithdrawn = defineEvent({
  type: 'field-activity.record-withdrawn',
  version: 1,
  about: 'A record does not count, and never did.',
  data: z.strictObject({ record: recordId, reason: withdrawalReason }),
});

const householdStandingRestated = defineEvent({
  type: 'field-activity.household-standing-restated',
  version: 1,
  about: 'What holds of a household, where and when, changed: counting takes off `was` and adds `is`.',
  data: z.strictObject({ standing, was: z.array(interval), is: z.array(interval) }),
});

const householdRecordRestated = defineEvent({
  type: 'field-activity.household-record-restated',
  version: 1,
  about: 'Where a record counts changed: counting takes it off `was` and adds it to `is`; null is nowhere.',
  data: z.strictObject({
    record: recordId,
    kind: recordKind,
    on: localDate,
    was: unitId.nullable(),
    is: unitId.nullable(),
  }),
});

export const householdEvents = [
  householdRegistered,
  householdMoved,
  householdVisited,
  recordWithdrawn,
  householdStandingRestated,
  householdRecordRestated,
] as const;

export type HouseholdEvent = EventOf<(typeof householdEvents)[number]>;

export const readHouseholdEvent = readerOf(householdEvents);

export const householdStream = (household: HouseholdId) => `household/${household}` as const;
