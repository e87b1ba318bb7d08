import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandIdReused, StoreReadOnly } from '../event-store.js';
import { command, digest, eventStoreContract, part } from '../testing/index.js';
import { openSqliteEventStore } from './index.js';

const temporary = () => mkdtempSync(join(tmpdir(), 'tung-nha-events-'));

eventStoreContract('SQLite', async () => {
  const folder = temporary();
  return {
    open: async () => openSqliteEventStore({ folder }),
    drop: async () => rmSync(folder, { recursive: true }),
  };
});

describe('a reader beside the writing process', () => {
  it('sees what is committed and refuses to write', async () => {
    const folder = temporary();
    const writer = openSqliteEventStore({ folder });
    await writer.append(command('a'), digest('a'), [part('s/1', 0, 2)]);
    const reader = openSqliteEventStore({ folder, readOnly: true });
    expect(await reader.answerTo(command('b'), digest('b'))).toBeUndefined();
    expect(await writer.answerTo(command('b'), digest('b'))).toBeUndefined();
    await writer.append(command('b'), digest('b'), [part('s/1', 2)]);

    for (const store of [reader, writer]) {
      expect(await store.answerTo(command('b'), digest('b'))).toEqual([3]);
      await expect(store.answerTo(command('b'), digest('other'))).rejects.toThrow(CommandIdReused);
      expect(await store.positionOf(command('b'), 0)).toBe(3);
    }
    expect(await reader.readAll(0, 10)).toHaveLength(3);
    expect(await reader.head()).toBe(3);
    await expect(reader.append(command('c'), digest('c'), [part('s/1', 3)])).rejects.toThrow(StoreReadOnly);
    await reader.close();
    await writer.close();
    rmSync(folder, { recursive: true });
  });
});
