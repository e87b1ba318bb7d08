import { defineEvent, type EventOf, localDate, readerOf, type SubjectRef, unitId } from '@tung-nha/kernel';
import { z } from 'zod';
import { householdId } from './codes.js';

// These events are what is stored: versions are added, never edited.
// The stream names the citizen, by a subjectRef and nothing else (X3).

/** A member at the end of each day from `from` on, `to` no longer included; `null`: still. */
const stay = z.strictObject({ from: localDate, to: localDate.nullable() });
export type Stay = z.infer<typeof stay>;

const citizenWhereaboutsRestated = defineEvent({
  type: 'field-activity.citizen-whereabouts-restated',
  version: 1,
  about: 'When some households have a citizen as a member changed; what was said of other households holds on.',
  data: z.strictObject({
    /** Where the household lives that said so last. */
    village: unitId,
    households: z.array(z.strictObject({ household: householdId, stays: z.array(stay) })).min(1),
    diedOn: localDate.nullable(),
  }),
});

export const whereaboutsEvents = [citizenWhereaboutsRestated] as const;

export type WhereaboutsEvent = EventOf<(typeof whereaboutsEvents)[number]>;

export const readWhereaboutsEvent = readerOf(whereaboutsEvents);

export const citizenStream = (citizen: SubjectRef) => `citizen/${citizen}` as const;
