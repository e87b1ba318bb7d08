import { defineEvent, type EventOf, localDate, readerOf, subjectRef, unitId } from '@tung-nha/kernel';
import { z } from 'zod';
import { compositionPolicyId } from './composition-policies.js';
import { decision } from './decision.js';
import { position, sendingOrganisation } from './positions.js';
import { teamRole } from './team-role.js';
import { level } from './unit-register.events.js';

// These events are what is stored: versions are added, never edited.
// The stream names the team, the envelope who recorded it and when. A member is a subjectRef and nothing else (X3).

export const releaseReason = z.enum(['left-office', 'moved-away', 'own-wish', 'transferred', 'replaced', 'died']);
export type ReleaseReason = z.infer<typeof releaseReason>;

/** What can be said of a team on a day (P1). */
export const teamStandings = [
  'established',
  'leaderless',
  'consolidated',
  'consolidated-on-time',
  'compliant',
] as const;
export const teamStanding = z.enum(teamStandings);
export type TeamStanding = z.infer<typeof teamStanding>;

/** Holds at the end of each day from `from` on, `to` no longer included; `null`: it still holds. */
const interval = z.strictObject({ unit: unitId, from: localDate, to: localDate.nullable() });
export type UnitInterval = z.infer<typeof interval>;

const teamEstablished = defineEvent({
  type: 'team-organisation.team-established',
  version: 1,
  about: 'A community digital technology team was established at a unit by decision, under a composition policy.',
  data: z.strictObject({
    unit: unitId,
    level: level.exclude(['province']),
    /** The policy that applied to the unit that day, before the register begins that of its first day; `null`: none. */
    policy: compositionPolicyId.nullable(),
    decision,
    on: localDate,
  }),
});
export type Establishment = EventOf<typeof teamEstablished>['data'];

const teamConsolidated = defineEvent({
  type: 'team-organisation.team-consolidated',
  version: 1,
  about: 'A team was set up anew by decision; regulation and assignments older than this count as absent (T5).',
  data: z.strictObject({ decision, on: localDate }),
});

const teamDissolved = defineEvent({
  type: 'team-organisation.team-dissolved',
  version: 1,
  about: 'A team ended by decision; its memberships ended with it.',
  data: z.strictObject({ decision, on: localDate }),
});

const memberAppointed = defineEvent({
  type: 'team-organisation.member-appointed',
  version: 1,
  about: 'A person became a member of a team, in a role, holding a position and sent by an organisation.',
  data: z.strictObject({
    member: subjectRef,
    role: teamRole,
    position,
    organisation: sendingOrganisation,
    on: localDate,
  }),
});
export type Appointment = EventOf<typeof memberAppointed>['data'];

const memberRoleChanged = defineEvent({
  type: 'team-organisation.member-role-changed',
  version: 1,
  about: 'A member has another role in the team from a day on.',
  data: z.strictObject({ member: subjectRef, role: teamRole, on: localDate }),
});

const memberReleased = defineEvent({
  type: 'team-organisation.member-released',
  version: 1,
  about: 'A membership ended; the day of release is no longer part of it.',
  data: z.strictObject({ member: subjectRef, reason: releaseReason, on: localDate }),
});

const teamStandingRestated = defineEvent({
  type: 'team-organisation.team-standing-restated',
  version: 1,
  about: 'What holds of a team, where and when, changed: counting takes off `was` and adds `is`.',
  data: z.strictObject({ standing: teamStanding, was: z.array(interval), is: z.array(interval) }),
});

const membershipRestated = defineEvent({
  type: 'team-organisation.membership-restated',
  version: 1,
  about: 'When a person is in the team, sent by an organisation, changed: counting takes off `was` and adds `is`.',
  data: z.strictObject({
    member: subjectRef,
    organisation: sendingOrganisation,
    was: z.array(interval),
    is: z.array(interval),
  }),
});

export const teamEvents = [
  teamEstablished,
  teamConsolidated,
  teamDissolved,
  memberAppointed,
  memberRoleChanged,
  memberReleased,
  teamStandingRestated,
  membershipRestated,
] as const;

export type TeamEvent = EventOf<(typeof teamEvents)[number]>;

export const readTeamEvent = readerOf(teamEvents);
