import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoreContract } from '../testing/index.js';
import { openSqliteReadModels } from './index.js';

readStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-models-'));
  return {
    open: async () => openSqliteReadModels({ folder }),
    drop: async () => rmSync(folder, { recursive: true }),
  };
});
