export { ChangeAccess, ChangeAccessHandler } from './access.handlers.js';
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
  type UnitReceipt,
} from './unit-register.handlers.js';
export { roleNames, rowFault, teamOrganisationWords } from './words.js';
