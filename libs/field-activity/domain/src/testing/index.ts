export * as householdExamples from './household.examples.js';
