import { defineEvent, type EventOf, localDate, readerOf, unitId } from '@tung-nha/kernel';
import { z } from 'zod';
import { decision } from './decision.js';

// These events are what is stored: versions are added, never edited.
// All of them are in the one stream `unit-register/vietnam`; an event stays near 100 KB and an append below 1 MB.

/** Levels are data: the district level ended on 2025-07-01. In order from the top. */
export const levels = ['province', 'district', 'commune', 'village'] as const;
export const level = z.enum(levels);
export type Level = z.infer<typeof level>;

/** The statistics office's code: 2, 3 or 5 digits. A label with a validity period, never an identity (T1). */
export const unitCode = z.string().regex(/^(\d{2}|\d{3}|\d{5})$/, 'must be 2, 3 or 5 digits');

export const placeName = z
  .string()
  .min(1)
  .max(120)
  .refine((name) => name === name.normalize('NFC').trim(), 'must be NFC without outer blanks');

/** Where a list comes from, as a code, for example `gso-2023-04-10`. */
export const sourceCode = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and -');

/** How a unit is called: `kind` is the word for its type (xã, phường, thôn…), `fullName` has it in front. */
const style = { name: placeName, fullName: placeName, kind: placeName };

/** `parent` is `null` for a province, `code` for a village. */
const openedUnit = z.strictObject({
  unit: unitId,
  code: unitCode.nullable(),
  ...style,
  level,
  parent: unitId.nullable(),
});
export type OpenedUnit = z.infer<typeof openedUnit>;

const foundedVillage = z.strictObject({ unit: unitId, ...style });
export type FoundedVillage = z.infer<typeof foundedVillage>;

/** `full` when all of `from` goes to `to`. `seat`: the decision seats the old unit's own business in the new one. */
const unitLink = z.strictObject({ from: unitId, to: unitId, extent: z.enum(['full', 'partial']), seat: z.boolean() });
export type UnitLink = z.infer<typeof unitLink>;

const unitListRecorded = defineEvent({
  type: 'team-organisation.unit-list-recorded',
  version: 1,
  about: 'The units of one province, as an official list has them in force on a day; parents stand before children.',
  data: z.strictObject({ source: sourceCode, on: localDate, units: z.array(openedUnit).min(1) }),
});

const unitsReorganised = defineEvent({
  type: 'team-organisation.units-reorganised',
  version: 1,
  about: 'One decision opened, renamed, moved or closed units from a day on, with every edge from old to new.',
  data: z.strictObject({
    on: localDate,
    decision: decision.nullable(),
    opened: z.array(openedUnit),
    renamed: z.array(z.strictObject({ unit: unitId, code: unitCode.nullable(), ...style })),
    moved: z.array(z.strictObject({ unit: unitId, parent: unitId })),
    closed: z.array(unitId),
    links: z.array(unitLink),
  }),
});
export type Reorganisation = EventOf<typeof unitsReorganised>['data'];

const villagesFounded = defineEvent({
  type: 'team-organisation.villages-founded',
  version: 1,
  about: 'Villages, which no official list has, were entered below a commune: the leaves of every map.',
  data: z.strictObject({
    on: localDate,
    commune: unitId,
    /** Made up for a demonstration, and shown as such. */
    simulated: z.boolean(),
    villages: z.array(foundedVillage).min(1),
  }),
});

export const unitRegisterEvents = [unitListRecorded, unitsReorganised, villagesFounded] as const;

export type UnitRegisterEvent = EventOf<(typeof unitRegisterEvents)[number]>;

export const readUnitRegisterEvent = readerOf(unitRegisterEvents);
