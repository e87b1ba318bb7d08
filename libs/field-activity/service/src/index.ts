export { AssignmentReactions } from './assignment-reactions.js';
export { DeclareHouseholds, DeclareHouseholdsHandler } from './declarations.handler.js';
export { FieldActivityModule, type FieldActivityPorts } from './field-activity.module.js';
export { CommandHouseholds, CommandHouseholdsHandler } from './households.handler.js';
export { TEAM_FACTS, teamFactsOf } from './team-facts.js';
export { fieldActivityWords } from './words.js';
