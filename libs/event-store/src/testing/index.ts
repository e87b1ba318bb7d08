export { command, digest, eventsFor, part } from './events-for.js';
export { eventStoreContract, type OpenStore } from './event-store.contract.js';
