export {
  type AccessEvent,
  accessEvents,
  type Grant,
  grantId,
  type GrantId,
  grantReason,
  type GrantReason,
  readAccessEvent,
  revocationReason,
  type RevocationReason,
  role,
  type Role,
  roles,
} from './access.events.js';
export {
  type CompositionClause,
  compositionPolicies,
  type CompositionPolicy,
  compositionPolicyId,
  type CompositionPolicyId,
} from './composition-policies.js';
export {
  decision,
  type Decision,
  decisionNumber,
  office,
  type Office,
  signingCapacity,
  type SigningCapacity,
} from './decision.js';
export {
  position,
  type Position,
  type PositionEquivalent,
  positionEquivalents,
  positions,
  sendingOrganisation,
  type SendingOrganisation,
  sendingOrganisations,
} from './positions.js';
export {
  accessStream,
  readTeamOrganisationEvent,
  type TeamOrganisationEvent,
  teamOrganisationEvents,
  teamStream,
  unitRegisterStream,
} from './streams.js';
export {
  type Appointment,
  type Establishment,
  readTeamEvent,
  releaseReason,
  type ReleaseReason,
  type TeamEvent,
  teamEvents,
  teamStanding,
  type TeamStanding,
  teamStandings,
  type UnitInterval,
} from './team.events.js';
export {
  type FoundedVillage,
  level,
  type Level,
  levels,
  type OpenedUnit,
  placeName,
  readUnitRegisterEvent,
  type Reorganisation,
  sourceCode,
  unitCode,
  type UnitLink,
  type UnitRegisterEvent,
  unitRegisterEvents,
} from './unit-register.events.js';
export { teamRole, type TeamRole } from './team-role.js';
