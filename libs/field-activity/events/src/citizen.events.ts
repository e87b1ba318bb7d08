import { defineEvent, type EventOf, localDate, subjectRef, teamId } from '@tung-nha/kernel';
import { z } from 'zod';
import {
  account,
  accountState,
  basis,
  departureReason,
  guidanceMode,
  householdId,
  recordId,
  skill,
  turns14,
} from './codes.js';

// These events are what is stored: versions are added, never edited. A citizen is a subjectRef and nothing else (X3).

const byTeam = { team: teamId, members: z.array(subjectRef).min(1) };

/**
 * Guidance, proficiency and accounts travel with the person into the next household (P1), each under the id of the
 * record made where the person lived then: a withdrawal there finds it here.
 */
const brought = z.strictObject({
  guided: z.array(z.strictObject({ record: recordId, skill, on: localDate })),
  proficient: z.array(z.strictObject({ record: recordId, skill, on: localDate })),
  accounts: z.array(z.strictObject({ record: recordId, account, state: accountState, on: localDate })),
});
export type Brought = z.infer<typeof brought>;

const citizenJoined = defineEvent({
  type: 'field-activity.citizen-joined',
  version: 1,
  about: 'A citizen became a member of the household, with what was known of them elsewhere.',
  data: z.strictObject({ citizen: subjectRef, on: localDate, turns14, brings: brought.nullable() }),
});
export type JoinedCitizen = EventOf<typeof citizenJoined>['data'];

const citizenLeft = defineEvent({
  type: 'field-activity.citizen-left',
  version: 1,
  about: 'A citizen is no member of the household from that day on.',
  data: z.strictObject({
    citizen: subjectRef,
    on: localDate,
    reason: departureReason,
    /** Where the person lives from then on, when that is known: there the records go too. */
    to: householdId.nullable(),
  }),
});

const citizenRecordsFollowed = defineEvent({
  type: 'field-activity.citizen-records-followed',
  version: 1,
  about: 'What was told or withdrawn later of a person, where they lived before, reached the household they went to.',
  data: z.strictObject({ citizen: subjectRef, brings: brought, withdrawn: z.array(recordId) }),
});

const citizenGuided = defineEvent({
  type: 'field-activity.citizen-guided',
  version: 1,
  about: 'Members of a team guided a citizen in one of the five skills.',
  data: z.strictObject({
    guidance: recordId,
    on: localDate,
    citizen: subjectRef,
    skill,
    mode: guidanceMode,
    ...byTeam,
  }),
});
export type Guidance = EventOf<typeof citizenGuided>['data'];

const proficiencyConfirmed = defineEvent({
  type: 'field-activity.proficiency-confirmed',
  version: 1,
  about: 'It was confirmed that a citizen uses a skill alone.',
  data: z.strictObject({ confirmation: recordId, on: localDate, citizen: subjectRef, skill, basis }),
});
export type Confirmation = EventOf<typeof proficiencyConfirmed>['data'];

const accountStated = defineEvent({
  type: 'field-activity.account-stated',
  version: 1,
  about: 'A citizen has an account, or a card, in a state from that day on.',
  data: z.strictObject({
    statement: recordId,
    on: localDate,
    citizen: subjectRef,
    account,
    state: accountState,
    /** VNeID only. */
    level: z.union([z.literal(1), z.literal(2)]).nullable(),
  }),
});
export type AccountStatement = EventOf<typeof accountStated>['data'];

export const citizenEvents = [
  citizenJoined,
  citizenLeft,
  citizenRecordsFollowed,
  citizenGuided,
  proficiencyConfirmed,
  accountStated,
] as const;
