import { defineEvent, type EventOf, localDate, subjectRef, teamId } from '@tung-nha/kernel';
import { z } from 'zod';
import { assignmentEnd, assignmentId, careReason, recordId } from './codes.js';

// These events are what is stored: versions are added, never edited (T6).

const careNeedStated = defineEvent({
  type: 'field-activity.care-need-stated',
  version: 1,
  about: 'From that day on nobody in the household is able, and why; null when somebody is again.',
  data: z.strictObject({ on: localDate, reason: careReason.nullable() }),
});

const memberAssigned = defineEvent({
  type: 'field-activity.member-assigned',
  version: 1,
  about: 'A member of a team was put in charge of the household.',
  data: z.strictObject({ assignment: assignmentId, on: localDate, member: subjectRef, team: teamId }),
});
export type Assignment = EventOf<typeof memberAssigned>['data'];

const assignmentEnded = defineEvent({
  type: 'field-activity.assignment-ended',
  version: 1,
  about: 'The member is no longer in charge from that day on.',
  data: z.strictObject({ assignment: assignmentId, on: localDate, reason: assignmentEnd }),
});

const householdActedFor = defineEvent({
  type: 'field-activity.household-acted-for',
  version: 1,
  about: 'Members of a team did something for a household in care, with its consent: a proxy act, never guidance.',
  data: z.strictObject({ proxy: recordId, on: localDate, team: teamId, members: z.array(subjectRef).min(1) }),
});
export type ProxyAct = EventOf<typeof householdActedFor>['data'];

export const careEvents = [careNeedStated, memberAssigned, assignmentEnded, householdActedFor] as const;
