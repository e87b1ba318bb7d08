export { compareShapes } from './compare-shapes.js';
export { hasServers } from './distributed-system.js';
export { onEachShape } from './on-each-shape.js';
export { startSystem } from './start-system.js';
export { type Answer, type Client, type FoundedTeam, type Shape, type System } from './system.js';
export { ofNewerRelease } from './unreadable.js';
