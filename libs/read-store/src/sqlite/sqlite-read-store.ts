import { canonicalJson } from '@tung-nha/kernel';
import { type Database, openDatabase, type Statement } from '@tung-nha/sqlite';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { byDocument, foldAbove, type Marks, mustBePage } from '../fold-mutations.js';
import type { Data, Document, Indexes, Lane, Mutation, Page, ReadStore } from '../read-store.js';

/** Kept in SQLite's `user_version`. */
const COMPLETE = 1;
const LOADING = 2;
/** What readers wait for at most while a model is loaded, or its digest taken. */
const DOCUMENTS_PER_COMMIT = 250;

export function isHalfLoaded(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = openDatabase(path, { durable: false });
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  database.close();
  return version === LOADING;
}

/** A lost last commit is delivered again: the checkpoint is in the same commit. So it need not wait for the disk. */
export class SqliteReadStore implements ReadStore {
  private readonly database: Database;
  private readonly one: Statement;
  private readonly put: Statement;
  private readonly page: Statement;
  private readonly lanes: Statement;
  private readonly setLane: Statement;
  private readonly finds = new Map<string, Statement>();

  constructor(
    path: string,
    private readonly indexes: Indexes,
  ) {
    this.database = openDatabase(path, { durable: false });
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS documents(
        collection TEXT NOT NULL, id TEXT NOT NULL, data TEXT, marks TEXT NOT NULL, PRIMARY KEY(collection, id));
      CREATE TABLE IF NOT EXISTS lanes(lane TEXT PRIMARY KEY, position INTEGER NOT NULL);
    `);
    if (this.version() !== LOADING) this.createIndexes();
    const prepare = (sql: string) => this.database.prepare(sql);
    this.one = prepare('SELECT data, marks FROM documents WHERE collection = ? AND id = ?');
    // Of a row that is there, only the row is written, not its key.
    this.put = prepare(
      `INSERT INTO documents(collection, id, data, marks) VALUES (?, ?, ?, ?)
       ON CONFLICT(collection, id) DO UPDATE SET data = excluded.data, marks = excluded.marks`,
    );
    this.page = prepare(
      'SELECT id, data FROM documents WHERE collection = ? AND id > ? AND data IS NOT NULL ORDER BY id LIMIT ?',
    );
    this.lanes = prepare('SELECT lane, position FROM lanes');
    this.setLane = prepare(
      'INSERT INTO lanes VALUES (?, ?) ON CONFLICT(lane) DO UPDATE SET position = max(position, excluded.position)',
    );
  }

  async get<D extends Data>(collection: string, id: string): Promise<D | undefined> {
    const text = this.one.get(collection, id)?.['data'];
    return typeof text === 'string' ? (JSON.parse(text) as D) : undefined;
  }

  async getMany<D extends Data>(collection: string, ids: readonly string[]): Promise<readonly Document<D>[]> {
    mustBePage(ids.length);
    const found = await Promise.all(ids.map(async (id) => ({ id, data: await this.get<D>(collection, id) })));
    return found.filter((document): document is Document<D> => document.data !== undefined);
  }

  async find<D extends Data>(
    collection: string,
    field: string,
    value: string,
    { after = '', limit }: Page,
  ): Promise<readonly Document<D>[]> {
    mustBePage(limit);
    return this.finding(collection, field)
      .all(collection, value, after, limit)
      .map(documentOf<D>);
  }

  async list<D extends Data>(collection: string, { after = '', limit }: Page): Promise<readonly Document<D>[]> {
    mustBePage(limit);
    return this.page.all(collection, after, limit).map(documentOf<D>);
  }

  async applyBatch(lane: Lane, upTo: number, mutations: readonly Mutation[]): Promise<void> {
    const documents = byDocument(upTo, mutations);
    this.inOneCommit(() => {
      for (const { collection, id, mutations: ofDocument } of documents) {
        const row = this.one.get(collection, id);
        const marks = row ? (JSON.parse(String(row['marks'])) as Marks) : {};
        const data = typeof row?.['data'] === 'string' ? (JSON.parse(row['data']) as Data) : undefined;
        const folded = foldAbove(lane, { data, marks }, ofDocument);
        if (!folded) continue;
        const text = folded.data === undefined ? null : JSON.stringify(folded.data);
        this.put.run(collection, id, text, JSON.stringify(folded.marks));
      }
      this.setLane.run(lane, upTo);
    });
  }

  async checkpoint(lane: Lane): Promise<number> {
    return (await this.checkpoints())[lane] ?? 0;
  }

  async checkpoints(): Promise<Readonly<Record<Lane, number>>> {
    return Object.fromEntries(this.lanes.all().map(({ lane, position }) => [String(lane), Number(position)]));
  }

  async load(
    documents: AsyncIterable<{ readonly collection: string; readonly document: Document }>,
    checkpoints: Readonly<Record<Lane, number>>,
  ): Promise<void> {
    if (
      this.database.prepare('SELECT 1 FROM documents LIMIT 1').get() ||
      Object.keys(await this.checkpoints()).length > 0
    )
      throw new RangeError('the model is not empty');
    this.setVersion(LOADING);
    // Every lane is past every document's events: one text of marks serves them all.
    const marks = JSON.stringify(checkpoints);
    let batch: { readonly collection: string; readonly document: Document }[] = [];
    const write = () =>
      this.inOneCommit(() => {
        for (const { collection, document } of batch)
          this.put.run(collection, document.id, JSON.stringify(document.data), marks);
        batch = [];
      });
    for await (const document of documents) {
      batch.push(document);
      if (batch.length < DOCUMENTS_PER_COMMIT) continue;
      write();
      await nextTurn();
    }
    write();
    this.createIndexes();
    this.inOneCommit(() => {
      for (const [lane, position] of Object.entries(checkpoints)) this.setLane.run(lane, position);
      this.setVersion(COMPLETE);
    });
  }

  async digest(): Promise<string> {
    const hash = createHash('sha256');
    const next = this.database.prepare(
      `SELECT collection, id, data FROM documents
       WHERE data IS NOT NULL AND (collection, id) > (?, ?) ORDER BY collection, id LIMIT ${DOCUMENTS_PER_COMMIT}`,
    );
    let last = { collection: '', id: '' };
    for (;;) {
      const rows = next.all(last.collection, last.id);
      for (const { collection, id, data } of rows) {
        hash.update(`${String(collection)}\n${String(id)}\n${canonicalJson(JSON.parse(String(data)) as object)}\n`);
        last = { collection: String(collection), id: String(id) };
      }
      if (rows.length < DOCUMENTS_PER_COMMIT) return hash.digest('hex');
      await nextTurn();
    }
  }

  close(): void {
    this.database.close();
  }

  private finding(collection: string, field: string): Statement {
    if (!this.indexes[collection]?.includes(field)) throw new RangeError(`${collection} has no index on ${field}`);
    const key = `${collection}.${field}`;
    const known = this.finds.get(key);
    if (known) return known;
    const statement = this.database.prepare(
      `SELECT id, data FROM documents WHERE collection = ? AND ${valueOf(field)} = ? AND id > ? ORDER BY id LIMIT ?`,
    );
    this.finds.set(key, statement);
    return statement;
  }

  private createIndexes(): void {
    for (const field of new Set(Object.values(this.indexes).flat()))
      this.database.exec(
        `CREATE INDEX IF NOT EXISTS by_${field} ON documents(collection, ${valueOf(field)}, id) WHERE data IS NOT NULL`,
      );
  }

  private inOneCommit(write: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private version = () => Number(this.database.prepare('PRAGMA user_version').get()?.['user_version']);
  private setVersion = (version: number) => this.database.exec(`PRAGMA user_version=${version}`);
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const valueOf = (field: string) => `json_extract(data, '$.${field}')`;

const documentOf = <D extends Data>({ id, data }: Record<string, unknown>): Document<D> => ({
  id: String(id),
  data: JSON.parse(String(data)) as D,
});
