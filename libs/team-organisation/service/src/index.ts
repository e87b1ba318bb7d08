export { ChangeAccess, ChangeAccessHandler } from './access.handlers.js';
export { ImportMembers, ImportMembersHandler, type MembersReceipt } from './members.handler.js';
export { TeamDirectory } from './team-directory.js';
export { CommandTeams, CommandTeamsHandler, type TeamIntent } from './teams.handler.js';
export { TeamOrganisationModule, type TeamOrganisationPorts } from './team-organisation.module.js';
export {
  ApplyUnitChanges,
  ApplyUnitChangesHandler,
  FoundVillages,
  FoundVillagesHandler,
  type NewVillage,
  RecordUnitList,
  RecordUnitListHandler,
  type UnitChangesReceipt,
  type UnitReceipt,
} from './unit-register.handlers.js';
export type { TouchedGrantAnswer } from './regrant.js';
export { roleNames, rowFault, teamOrganisationWords } from './words.js';
