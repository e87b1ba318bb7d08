export {
  type Data,
  type Document,
  type Indexes,
  type Lane,
  type Mutation,
  type Page,
  READ_MODELS,
  type ReadModels,
  type ReadStore,
} from './read-store.js';
