export { type Embedded, openEmbedded, openProjections } from './embedded.js';
