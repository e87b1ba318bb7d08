// What a program that is no test uses.
export type { Distribution } from './running.js';
export { startSystem } from './start-system.js';
export type { Client, System } from './system.js';
export { ofNewerRelease } from './unreadable.js';
