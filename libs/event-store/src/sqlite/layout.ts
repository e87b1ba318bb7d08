import type { Database } from '@tung-nha/sqlite';

/** The layout that measured best (ENGINE): position = row, the whole event as one text. */
export function createLayout(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS streams(sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS events(
      pos INTEGER PRIMARY KEY, sid INTEGER NOT NULL, version INTEGER NOT NULL, payload TEXT NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS event_of_stream ON events(sid, version);
  `);
}

const PREFIX = 'commands_';
/** Months kept beside the current one: at least 90 days (X6). */
const MONTHS_KEPT = 4;

/** Names of the command tables by month, newest first; the month of `now` is created, those too old are dropped. */
export function commandTables(database: Database, now: Date): string[] {
  const current = `${PREFIX}${now.toISOString().slice(0, 7).replace('-', '_')}`;
  database.exec(`CREATE TABLE IF NOT EXISTS ${current}(
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, versions TEXT NOT NULL, pos INTEGER NOT NULL) WITHOUT ROWID`);
  const names = existingTables(database);
  for (const old of names.slice(MONTHS_KEPT + 1)) database.exec(`DROP TABLE ${old}`);
  return names.slice(0, MONTHS_KEPT + 1);
}

/** The same for one who only reads. */
export function existingTables(database: Database): string[] {
  return database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '${PREFIX}*' ORDER BY name DESC`)
    .all()
    .map(({ name }) => String(name));
}
