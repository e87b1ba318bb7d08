export * from './team.examples.js';
