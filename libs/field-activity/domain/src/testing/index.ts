export * as householdExamples from './household.examples.js';
export { HouseholdsTogether } from './households-together.js';
