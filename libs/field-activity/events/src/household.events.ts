import { defineEvent, type EventOf, localDate, readerOf, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import { z } from 'zod';
import { careEvents } from './care.events.js';
import { citizenEvents } from './citizen.events.js';
import {
  activity,
  citizenStanding,
  closingReason,
  householdId,
  type HouseholdId,
  recordId,
  recordKind,
  standing,
  withdrawalReason,
} from './codes.js';

// These events are what is stored: versions are added, never edited.
// The stream names the household, the envelope who recorded it and when. No name, place or words of a person (X3).

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

const householdSplitOff = defineEvent({
  type: 'field-activity.household-split-off',
  version: 1,
  about: 'Some members founded a household of their own; their leaving is said beside it.',
  data: z.strictObject({ into: householdId, on: localDate }),
});

const householdMergedIn = defineEvent({
  type: 'field-activity.household-merged-in',
  version: 1,
  about: 'Another household went up in this one; who came is said beside it. A visit of either counts.',
  data: z.strictObject({ from: householdId, on: localDate, visitedSince: localDate.nullable() }),
});

const mergedHouseholdVisitsRestated = defineEvent({
  type: 'field-activity.merged-household-visits-restated',
  version: 1,
  about: 'Since when a household that went up in this one had been visited was told later, or withdrawn.',
  data: z.strictObject({ from: householdId, visitedSince: localDate.nullable() }),
});

const householdClosed = defineEvent({
  type: 'field-activity.household-closed',
  version: 1,
  about: 'The household is no more from that day on.',
  data: z.strictObject({ on: localDate, reason: closingReason, into: householdId.nullable() }),
});

const householdReopened = defineEvent({
  type: 'field-activity.household-reopened',
  version: 1,
  about: 'The household was closed in error, and never was.',
  data: z.strictObject({ closedOn: localDate }),
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

const citizenStandingRestated = defineEvent({
  type: 'field-activity.citizen-standing-restated',
  version: 1,
  about: 'What holds of a member of the household, where and when, changed: counting takes off `was` and adds `is`.',
  data: z.strictObject({
    citizen: subjectRef,
    standing: citizenStanding,
    was: z.array(interval),
    is: z.array(interval),
  }),
});

const householdRecordRestated = defineEvent({
  type: 'field-activity.household-record-restated',
  version: 1,
  about: 'Where a record counts changed: counting takes it off `was` and adds it to `is`; null is nowhere.',
  data: z.strictObject({
    record: recordId,
    kind: recordKind,
    on: localDate,
    /** Whose work it was. */
    team: teamId,
    was: unitId.nullable(),
    is: unitId.nullable(),
  }),
});

export const householdEvents = [
  householdRegistered,
  householdMoved,
  householdSplitOff,
  householdMergedIn,
  mergedHouseholdVisitsRestated,
  householdClosed,
  householdReopened,
  householdVisited,
  ...citizenEvents,
  ...careEvents,
  recordWithdrawn,
  householdStandingRestated,
  citizenStandingRestated,
  householdRecordRestated,
] as const;

export type HouseholdEvent = EventOf<(typeof householdEvents)[number]>;

export const readHouseholdEvent = readerOf(householdEvents);

export const householdStream = (household: HouseholdId) => `household/${household}` as const;
