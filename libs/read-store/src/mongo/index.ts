export { type MongoReadModelsOptions, openMongoReadModels } from './mongo-read-models.js';
