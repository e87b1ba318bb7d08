export { ChangeAccess } from './access.handlers.js';
export { TeamOrganisationModule, type TeamOrganisationPorts } from './team-organisation.module.js';
export {
  ApplyUnitChanges,
  FoundVillages,
  type NewVillage,
  RecordUnitList,
  type UnitReceipt,
} from './unit-register.handlers.js';
export { roleNames, rowFault, teamOrganisationWords } from './words.js';
