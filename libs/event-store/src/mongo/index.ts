export { type MongoEventStoreOptions, openMongoEventStore } from './mongo-event-store.js';
