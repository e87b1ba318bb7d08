import { expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderTaken, lockFolder } from './lock-folder.js';

it('gives a folder to one writer at a time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-lock-'));
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderTaken);
  release();
  lockFolder(folder)();
});
