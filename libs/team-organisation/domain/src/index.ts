export {
  access,
  accessAggregate,
  type AccessCommand,
  type AccessRule,
  accessRules,
  type AccessState,
} from './access.decider.js';
export { establishTeam, homeOf, type NewTeam } from './establish-team.js';
export { planUnitChanges } from './plan-unit-changes.js';
export { planUnitList, unitIdFor } from './plan-unit-list.js';
export { type MemberRow, membersTwice, readMembers } from './member-rows.js';
export { judgeMembers, type MemberPlan, planMembers } from './plan-members.js';
export { csvTable, type ReadFile, type Table } from './row-files.js';
export { faultsAmong, readUnitChanges, readUnitList, unitListOf } from './unit-files.js';
export { teamAggregate } from './team.aggregate.js';
export { authorityOver, teamAuthorities, type TeamLevel } from './team-authority.js';
export { type TeamCommand, type TeamCommands, type TeamRule, teamRules } from './team.commands.js';
export { foldTeam, team } from './team.decider.js';
export { type Membership, membershipOn, membersOn, type MemberWord, type TeamState } from './team.state.js';
export { teamStandingsOf, type TeamRecords, type TeamStandings } from './team-standings.js';
export { type ClauseVerdict, policyInForce, type Verdict, verdictOn } from './team-verdict.js';
export { regranted, type TouchedGrant, touchedGrants } from './touched-grants.js';
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
