import type { Role } from '@tung-nha/team-organisation-events';

/** What a route asks for. Reading figures is open to every role; personal data is not in them (X3, X5). */
export const actions = [
  'units.read',
  'units.write',
  'villages.found',
  'access.grant',
  'teams.read',
  'teams.manage',
  'households.read',
  'households.record',
  'households.assign',
  'households.declare',
  'progress.read',
  'progress.rebuild',
  'parked.read',
  'parked.settle',
  'events.read',
] as const;
export type Action = (typeof actions)[number];

const everyone: readonly Action[] = ['units.read', 'progress.read', 'teams.read'];
const atTheDoor: readonly Action[] = [...everyone, 'households.read', 'households.record'];

/** The one table of who may do what; where, is the grant's unit. */
export const permissions: Readonly<Record<Role, readonly Action[]>> = {
  'province-admin': actions,
  'province-appraiser': everyone,
  'province-chair': everyone,
  'district-officer': [...everyone, 'households.read', 'teams.manage'],
  'district-chair': everyone,
  'commune-officer': [...atTheDoor, 'households.assign', 'households.declare', 'villages.found', 'teams.manage'],
  'commune-chair': [...everyone, 'households.declare'],
  'police-officer': everyone,
  'education-officer': everyone,
  'partner-officer': everyone,
  'team-leader': [...atTheDoor, 'households.assign'],
  'team-member': atTheDoor,
  trainer: everyone,
  'school-officer': everyone,
  auditor: [...everyone, 'events.read', 'households.read', 'parked.read'],
  system: [...everyone, 'events.read'],
};
