export * from './team.examples.js';
export { after, history } from './team-told.js';
