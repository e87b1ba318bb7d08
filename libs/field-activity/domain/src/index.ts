export {
  declaration,
  declarationAggregate,
  type DeclarationCommand,
  type DeclarationRule,
  declarationRules,
  type DeclarationState,
} from './declaration.decider.js';
export { currentVillage, householdAggregate, membersOn, takenAlong, visitedSince } from './household.aggregate.js';
export { type HouseholdCommand, type HouseholdRule, householdRules } from './household.commands.js';
export { household } from './household.decider.js';
export { type HouseholdState, stayOn } from './household.state.js';
export type { Standings } from './standings.js';
