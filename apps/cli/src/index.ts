export { EXIT, run } from './program.js';
