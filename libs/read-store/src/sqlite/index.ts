export { openSqliteReadModels } from './sqlite-read-models.js';
