import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { mkdirSync } from 'node:fs';

type Value = string | number | bigint | null | Uint8Array;
type Row = Record<string, Value>;

export interface Statement {
  run(...values: Value[]): { changes: number | bigint };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  iterate(...values: Value[]): IterableIterator<Row>;
}

/** The part of the `node:sqlite` API that we use. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface Options {
  /** Opens beside a running writer and refuses every write. */
  readonly readOnly?: boolean;
  /** Where the last commits may be lost with the machine and made again: derived data only. */
  readonly durable?: boolean;
}

/** Older versions can corrupt a write-ahead log that two connections use (fixed in 3.51.3). */
const OLDEST = [3, 51, 3] as const;
const FULL = 2;

/**
 * Opens or creates a database file; `:memory:` for one that nobody keeps.
 * @throws Error when the library is too old or would lose acknowledged commits
 */
export function openDatabase(path: string, { readOnly = false, durable = true }: Options = {}): Database {
  if (path !== ':memory:' && !readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = new (driver())(path, { readOnly });
  refuseOldLibrary(database);
  database.exec(
    'PRAGMA busy_timeout=5000; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY',
  );
  if (readOnly) return database;

  database.exec(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=${durable ? 'FULL' : 'NORMAL'}; PRAGMA wal_autocheckpoint=4000`,
  );
  // Some builds quietly keep NORMAL, which loses the last commits at power loss.
  if (durable && Number(database.prepare('PRAGMA synchronous').get()?.['synchronous']) !== FULL)
    throw new Error('SQLite did not take synchronous=FULL');
  return database;
}

type Driver = new (path: string, options: { readOnly: boolean }) => Database;
let found: Driver | undefined;

/** Node's own SQLite where it has one (≥ 22.13), else the same API from a package. */
function driver(): Driver {
  const load = createRequire(import.meta.url);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const own = major > 22 || (major === 22 && minor >= 13);
  found ??= (load(own ? 'node:sqlite' : '@photostructure/sqlite') as { DatabaseSync: Driver }).DatabaseSync;
  if (own && isOld(versionOf(new found(':memory:', { readOnly: false }))))
    found = (load('@photostructure/sqlite') as { DatabaseSync: Driver }).DatabaseSync;
  return found;
}

function versionOf(database: Database): number[] {
  const version = database.prepare('SELECT sqlite_version() AS version').get()?.['version'];
  return String(version).split('.').map(Number);
}

function isOld(version: readonly number[]): boolean {
  const index = OLDEST.findIndex((part, at) => part !== version[at]);
  return index >= 0 && (version[index] ?? 0) < OLDEST[index]!;
}

function refuseOldLibrary(database: Database): void {
  const version = versionOf(database);
  if (isOld(version)) throw new Error(`SQLite ${version.join('.')} is too old: ${OLDEST.join('.')} is needed`);
}
