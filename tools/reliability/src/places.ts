import type { EventStore } from '@tung-nha/event-store';
import { openMongoEventStore } from '@tung-nha/event-store/mongo';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import type { ReadModels } from '@tung-nha/read-store';
import { openMongoReadModels } from '@tung-nha/read-store/mongo';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where stores lie; plain JSON, so that a child process opens the same. */
export type Address =
  | { readonly adapter: 'sqlite'; readonly folder: string }
  | { readonly adapter: 'mongo'; readonly uri: string; readonly database: string };

export async function openStore(address: Address, { readOnly = false } = {}): Promise<EventStore> {
  if (address.adapter === 'sqlite') return openSqliteEventStore({ folder: address.folder, readOnly });
  return openMongoEventStore({ uri: address.uri, database: address.database });
}

/** As many writing stores as the place allows: SQLite has one writing process, MongoDB many. */
export const openWriters = (address: Address): Promise<readonly EventStore[]> =>
  Promise.all(Array.from({ length: address.adapter === 'sqlite' ? 1 : 4 }, () => openStore(address)));

export const closeAll = (stores: readonly EventStore[]) => Promise.all(stores.map((store) => store.close()));

/** Few documents in one write, so that a death falls between two of them. */
export async function openModels(address: Address): Promise<ReadModels> {
  if (address.adapter === 'sqlite') return openSqliteReadModels({ folder: join(address.folder, 'models') });
  return openMongoReadModels({ uri: address.uri, database: address.database, documentsPerWrite: 2 });
}

/** Makes places of one kind, and ends them all. */
export interface Places {
  place(): Promise<Address>;
  drop(): Promise<void>;
}

export function sqlitePlaces(): Places {
  const folders: string[] = [];
  return {
    place: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tung-nha-reliability-'));
      folders.push(folder);
      return { adapter: 'sqlite', folder };
    },
    drop: async () => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })),
  };
}

export function mongoPlaces(uri: string): Places {
  const databases: string[] = [];
  return {
    place: async () => {
      const database = `reliability-${randomUUID().slice(0, 8)}`;
      databases.push(database);
      return { adapter: 'mongo', uri, database };
    },
    drop: async () => {
      const { default: mongoose } = await import('mongoose');
      const connection = await mongoose.createConnection(uri).asPromise();
      for (const database of databases.splice(0)) await connection.useDb(database).dropDatabase();
      await connection.close();
    },
  };
}

export interface Server {
  readonly uri: string;
  stop(): Promise<void>;
}

/** The server the environment names, else one of ours; undefined where there is neither. */
export async function mongoServer(): Promise<Server | undefined> {
  const named = process.env['MONGODB_URI'];
  if (named) return { uri: named, stop: async () => undefined };
  if (!['java', 'mvn'].every(isThere)) return undefined;
  const launcher = new URL('../../launchers/mongo.mjs', import.meta.url).href;
  const { startMongo } = (await import(launcher)) as { startMongo(): Promise<Server> };
  return startMongo();
}

export const isThere = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
