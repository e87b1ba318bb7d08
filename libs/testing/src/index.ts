export { type Answer, type Client, startSystem, type System } from './start-system.js';
