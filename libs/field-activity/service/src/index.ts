export { FieldActivityModule, type FieldActivityPorts } from './field-activity.module.js';
export { CommandHouseholds, CommandHouseholdsHandler } from './households.handler.js';
export { fieldActivityWords } from './words.js';
