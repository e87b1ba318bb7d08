export { type Database, openDatabase, type Statement } from './database.js';
export { FolderTaken, lockFolder } from './lock-folder.js';
