import { join } from 'node:path';
import { type Database, openDatabase } from './database.js';

export class FolderTaken extends Error {
  constructor(readonly folder: string) {
    super(`${folder} is in use by another process`);
    this.name = 'FolderTaken';
  }
}

/**
 * One writing process for a folder (ARCHITECTURE §2). The operating system lets go of it when the process dies.
 * Returns how to let go earlier. @throws FolderTaken
 */
export function lockFolder(folder: string): () => void {
  const lock = openDatabase(join(folder, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA busy_timeout=0; BEGIN IMMEDIATE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new FolderTaken(folder) : error;
  }
  return () => release(lock);
}

function release(lock: Database): void {
  lock.exec('ROLLBACK');
  lock.close();
}

// By its words: an error of a native module is no `Error` of ours where tests run in a realm of their own.
const isBusy = (error: unknown) => /locked|busy/i.test(String(error));
