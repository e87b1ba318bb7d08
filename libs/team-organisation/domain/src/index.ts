export {
  access,
  accessAggregate,
  type AccessCommand,
  type AccessRule,
  accessRules,
  type AccessState,
} from './access.decider.js';
export { planUnitChanges } from './plan-unit-changes.js';
export { planUnitList, unitIdFor } from './plan-unit-list.js';
export { faultsAmong, readUnitChanges, type ReadFile, readUnitList, unitListOf } from './unit-files.js';
export { unitRegisterAggregate } from './unit-register.aggregate.js';
export {
  type FoundedCommune,
  unitRegister,
  type UnitRegisterCommand,
  type UnitRegisterRule,
  unitRegisterRules,
} from './unit-register.decider.js';
export {
  type ChangeKind,
  changeKinds,
  type RowFault,
  type RowRule,
  rowRules,
  type UnitChangeRow,
  type UnitList,
  type UnitListRow,
} from './unit-rows.js';
