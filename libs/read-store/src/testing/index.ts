export { type OpenModels, readStoreContract } from './read-store.contract.js';
