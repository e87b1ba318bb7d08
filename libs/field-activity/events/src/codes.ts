import { idSchema } from '@tung-nha/kernel';
import { z } from 'zod';

// Codes, never words: no event holds free text (X3).

export const householdId = idSchema<'HouseholdId'>();
export type HouseholdId = z.infer<typeof householdId>;

/** One record of what was done, made on the phone at the door, so that it counts once however often it is sent. */
export const recordId = idSchema<'RecordId'>();
export type RecordId = z.infer<typeof recordId>;

export const assignmentId = idSchema<'AssignmentId'>();
export type AssignmentId = z.infer<typeof assignmentId>;

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

/** The five basic digital skills, in the directive's order. */
export const skills = [
  'online-public-services',
  'online-shopping',
  'online-payment',
  'online-self-protection',
  'local-platforms',
] as const;
export const skill = z.enum(skills);
export type Skill = z.infer<typeof skill>;

export const guidanceMode = z.enum(['in-person', 'group', 'class', 'online']);
export type GuidanceMode = z.infer<typeof guidanceMode>;

/** What a confirmation of proficiency rests on. */
export const basis = z.enum(['observed', 'assessed', 'certificate']);
export type Basis = z.infer<typeof basis>;

export const account = z.enum(['chip-card', 'vneid', 'public-service', 'payment']);
export type Account = z.infer<typeof account>;

/** A chip card is `activated` when it was handed over; only VNeID knows `registered`. */
export const accountState = z.enum(['registered', 'activated', 'closed']);
export type AccountState = z.infer<typeof accountState>;

export const departureReason = z.enum(['moved-away', 'died', 'other-household']);
export type DepartureReason = z.infer<typeof departureReason>;

export const closingReason = z.enum(['left-province', 'died-out', 'merged']);
export type ClosingReason = z.infer<typeof closingReason>;

/** Why nobody in a household is able (T6). */
export const careReason = z.enum(['elderly-alone', 'disability', 'illness', 'no-device', 'cannot-read']);
export type CareReason = z.infer<typeof careReason>;

export const assignmentEnd = z.enum(['member-left', 'household-moved', 'handed-over', 'no-longer-needed']);
export type AssignmentEnd = z.infer<typeof assignmentEnd>;

/** All that is kept of a birth date: the year one turns 14, `earlier` for those who long have (A1). */
export const turns14 = z.union([z.literal('earlier'), z.int().min(2_000).max(2_100)]);
export type Turns14 = z.infer<typeof turns14>;

export const citizenStandings = ['eligible', 'chip-card', 'vneid-registered', 'vneid'] as const;
export const citizenStanding = z.enum(citizenStandings);
export type CitizenStanding = z.infer<typeof citizenStanding>;

const ofSkill = <const State extends string>(state: State) => skills.map((one) => `skill.${one}.${state}` as const);

/** What can be said of a household on a day (A3). */
export const standings = [
  'total',
  'visited',
  ...ofSkill('guided'),
  ...ofSkill('proficient'),
  'all-skills.guided',
  'all-skills.proficient',
  'vneid',
  'public-service',
  'payment',
  'complete',
  'assigned',
  'in-care',
  'needs-care',
] as const;
export const standing = z.enum(standings);
export type Standing = z.infer<typeof standing>;

/** What is counted on the day it happened, in the village where the household lived that day (P1, flows). */
export const recordKind = z.enum(['visit', 'guidance', 'proxy']);
export type RecordKind = z.infer<typeof recordKind>;
