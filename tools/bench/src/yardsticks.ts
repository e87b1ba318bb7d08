import { openDatabase } from '@tung-nha/sqlite';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './report.js';

/** Milliseconds for `count` synchronised writes of one event each. */
export async function fdatasyncs(texts: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-yardstick-'));
  const file = openSync(join(folder, 'log'), 'a');
  const ms = await timed(() => {
    for (const text of texts) {
      writeSync(file, text);
      fdatasyncSync(file);
    }
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return ms;
}

/** Milliseconds for the same rows by bare prepared inserts, 512 to a transaction. */
export async function bareInserts(texts: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-yardstick-'));
  const database = openDatabase(join(folder, 'bare.sqlite'));
  database.exec('CREATE TABLE events(pos INTEGER PRIMARY KEY, sid INTEGER, version INTEGER, payload TEXT)');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  const ms = await timed(() => {
    for (let at = 0; at < texts.length; at += 512) {
      database.exec('BEGIN IMMEDIATE');
      for (let row = at; row < Math.min(at + 512, texts.length); row += 1) insert.run(row + 1, row, 1, texts[row]!);
      database.exec('COMMIT');
    }
  });
  database.close();
  rmSync(folder, { recursive: true });
  return ms;
}
