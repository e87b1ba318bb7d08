import { defineEvent, type EventOf, idSchema, localDate, readerOf, subjectRef, unitId } from '@tung-nha/kernel';
import { z } from 'zod';

// These events are what is stored: versions are added, never edited.
// One stream per subject. Who someone is, is in the token; what they may do where, is here (X5).

export const grantId = idSchema<'GrantId'>();
export type GrantId = z.infer<typeof grantId>;

/** In DOMAIN's order. A role is not an office; it is granted on a unit and holds for everything below it. */
export const roles = [
  'province-admin',
  'province-appraiser',
  'province-chair',
  'district-officer',
  'district-chair',
  'commune-officer',
  'commune-chair',
  'police-officer',
  'education-officer',
  'partner-officer',
  'team-leader',
  'team-member',
  'trainer',
  'school-officer',
  'auditor',
  'system',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const grantReason = z.enum(['appointed', 'first-grant', 'delegated', 'reorganisation', 'demo']);
export type GrantReason = z.infer<typeof grantReason>;

export const revocationReason = z.enum(['duty-ended', 'granted-in-error', 'misuse', 'reorganisation']);
export type RevocationReason = z.infer<typeof revocationReason>;

const accessGranted = defineEvent({
  type: 'team-organisation.access-granted',
  version: 1,
  about: 'A subject may act in a role, on a unit and all below it, from a day on; `to` is no longer included.',
  data: z.strictObject({
    grant: grantId,
    subject: subjectRef,
    role,
    unit: unitId,
    from: localDate,
    to: localDate.nullable(),
    reason: grantReason,
  }),
});
export type Grant = EventOf<typeof accessGranted>['data'];

const accessRevoked = defineEvent({
  type: 'team-organisation.access-revoked',
  version: 1,
  about: 'A grant ended on a day, which is no longer part of it.',
  data: z.strictObject({ grant: grantId, on: localDate, reason: revocationReason }),
});

export const accessEvents = [accessGranted, accessRevoked] as const;

export type AccessEvent = EventOf<(typeof accessEvents)[number]>;

export const readAccessEvent = readerOf(accessEvents);
