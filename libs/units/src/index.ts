export { findUnits, type FindOptions, type UnitFound } from './find-units.js';
export { type Footprint, footprint, liesWithin, ownPlace } from './footprint.js';
export { chainOn, type Hierarchy, hierarchyOn, sinceOn, type UnitOnDay } from './hierarchy.js';
export { inForce, namedLink, nearestDay, parentOn, standingPlace, successorsAtEnd, versionOn } from './placement.js';
export { policyFor, requiredTeams, type RequiredTeams } from './required-teams.js';
export { foldText, sameName, spelledAlike } from './unit-names.js';
export {
  copyOfRegister,
  emptyRegister,
  foldRegister,
  type Link,
  type Unit,
  type UnitRegister,
  type UnitVersion,
} from './unit-register.js';
export type { Unknown } from './unknowns.js';
export type { Level } from '@tung-nha/team-organisation-events';
