import { openDatabase } from '@tung-nha/sqlite';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Indexes, ReadModels, ReadStore } from '../read-store.js';
import { isHalfLoaded, SqliteReadStore } from './sqlite-read-store.js';

/** One file for each generation of a model, so that building one never waits for the one that serves. */
export function openSqliteReadModels({ folder }: { readonly folder: string }): ReadModels {
  mkdirSync(folder, { recursive: true });
  const register = openDatabase(join(folder, 'models.sqlite'));
  register.exec('CREATE TABLE IF NOT EXISTS serving(model TEXT PRIMARY KEY, generation INTEGER NOT NULL)');
  const opened = new Map<string, SqliteReadStore>();

  const nameOf = (model: string, generation: number) => `${model}.${generation}.sqlite`;
  const remove = (name: string) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true });
  };
  const serving = (model: string) =>
    register.prepare('SELECT generation FROM serving WHERE model = ?').get(model)?.['generation'] as number | undefined;

  return {
    open: async (model: string, generation: number, indexes: Indexes): Promise<ReadStore> => {
      const name = nameOf(model, generation);
      const known = opened.get(name);
      if (known) return known;
      // What a killed rebuild left behind is no model.
      if (isHalfLoaded(join(folder, name))) remove(name);
      const store = new SqliteReadStore(join(folder, name), indexes);
      opened.set(name, store);
      return store;
    },
    serving: async (model) => serving(model),
    generations: async (model) =>
      readdirSync(folder)
        .flatMap((file) => (file.startsWith(`${model}.`) ? (/\.(\d+)\.sqlite$/.exec(file)?.[1] ?? []) : []))
        .map(Number)
        .sort((one, other) => one - other),
    switchTo: async (model, generation) => {
      register.prepare('INSERT OR REPLACE INTO serving(model, generation) VALUES (?, ?)').run(model, generation);
    },
    drop: async (model, generation) => {
      if (serving(model) === generation) throw new RangeError(`${model} ${generation} serves`);
      const name = nameOf(model, generation);
      opened.get(name)?.close();
      opened.delete(name);
      remove(name);
    },
    close: async () => {
      for (const store of opened.values()) store.close();
      register.close();
    },
  };
}
