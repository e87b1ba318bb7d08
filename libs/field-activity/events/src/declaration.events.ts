import { defineEvent, type EventOf, localDate, readerOf, type UnitId, unitId } from '@tung-nha/kernel';
import { z } from 'zod';

// These events are what is stored: versions are added, never edited. One stream for each unit and year.

const households = z.int().min(0).max(1_000_000);

const householdsDeclared = defineEvent({
  type: 'field-activity.households-declared',
  version: 1,
  about: 'A commune declared how many households it officially has, for a year.',
  data: z.strictObject({ unit: unitId, year: z.int().min(2_000).max(2_100), on: localDate, households }),
});

/** The later declaration replaces the earlier one from its first day on; a stock until the next year's. */
const counted = z.strictObject({ unit: unitId, from: localDate, to: localDate.nullable(), households });
export type DeclaredCount = z.infer<typeof counted>;

const householdsDeclaredRestated = defineEvent({
  type: 'field-activity.households-declared-restated',
  version: 1,
  about: 'What counts as declared changed: counting takes off `was` and adds `is`.',
  data: z.strictObject({ was: counted.nullable(), is: counted.nullable() }),
});

export const declarationEvents = [householdsDeclared, householdsDeclaredRestated] as const;
export type DeclarationEvent = EventOf<(typeof declarationEvents)[number]>;
export const readDeclarationEvent = readerOf(declarationEvents);

export const declarationStream = (unit: UnitId, year: number) => `declaration/${unit}-${year}` as const;
