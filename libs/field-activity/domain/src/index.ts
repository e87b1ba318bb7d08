export type { Standings } from './standings.js';
export { currentVillage, householdAggregate } from './household.aggregate.js';
export {
  household,
  type HouseholdCommand,
  type HouseholdRule,
  householdRules,
  type HouseholdState,
} from './household.decider.js';
