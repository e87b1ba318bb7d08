export {
  declaration,
  declarationAggregate,
  type DeclarationCommand,
  type DeclarationRule,
  declarationRules,
  type DeclarationState,
} from './declaration.decider.js';
export { takenAlong } from './brought.js';
export { currentVillage, householdAggregate } from './household.aggregate.js';
export { type HouseholdCommand, type HouseholdRule, householdRules } from './household.commands.js';
export { household } from './household.decider.js';
export { asHousehold, type HouseholdOrCitizen, householdsAndCitizens } from './households-and-citizens.js';
export { type Citizen, type Departure, type HouseholdState, membersOn, stayOn } from './household.state.js';
export { recordsThatStand } from './standing-records.js';
export { type Standings, villageOn } from './standings.js';
export { checkedAgainst, type TeamFacts, type TeamRule, teamRules, type TeamThatDay } from './team-check.js';
