export { ofNewerRelease } from './unreadable.js';
export { type FoundedTeam, foundTeam, sayOfTeam } from './found-team.js';
export { type Answer, type Client, startSystem, type System } from './start-system.js';
