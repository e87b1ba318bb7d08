import type { CommandId } from '@tung-nha/kernel';
import type { Database, Statement } from '@tung-nha/sqlite';
import { CommandIdReused, type Digest } from '../event-store.js';
import { commandTables, existingTables } from './layout.js';

interface Answer {
  readonly versions: readonly number[];
  readonly position: number;
}

interface Kept extends Answer {
  readonly digest: Digest;
}

/** So many ids stay in memory: a command is looked for before it is decided, when it is stored, and for its position. */
const IDS_KEPT = 2_048;

/** What each command was answered, by month, for at least 90 days. */
export class CommandTable {
  private month = '';
  private insertion: Statement | undefined;
  private lookup: Statement | undefined;
  /** Undefined for an id that was looked for in vain: nobody but this writer could have stored it since. */
  private readonly latest = new Map<CommandId, Kept | undefined>();

  constructor(
    private readonly database: Database,
    private readonly readOnly: boolean,
  ) {
    if (readOnly) this.lookIn(existingTables(database));
    else this.turnOver();
  }

  /** Begins the month's table when the month is new; outside of a transaction. */
  turnOver(): void {
    const now = new Date();
    const month = now.toISOString().slice(0, 7);
    if (this.readOnly || month === this.month) return;
    const [current, ...older] = commandTables(this.database, now);
    this.insertion = this.database.prepare(`INSERT INTO ${current}(id, digest, versions, pos) VALUES (?, ?, ?, ?)`);
    this.lookIn([current!, ...older]);
    this.month = month;
  }

  /** @throws CommandIdReused when the id came before with another digest */
  answerTo(commandId: CommandId, digest: Digest): Answer | undefined {
    const kept = this.find(commandId);
    if (kept && kept.digest !== digest) throw new CommandIdReused(commandId);
    return kept;
  }

  positionOf(commandId: CommandId): number | undefined {
    return this.find(commandId)?.position;
  }

  insert(commandId: CommandId, digest: Digest, { versions, position }: Answer): void {
    this.insertion!.run(commandId, digest, JSON.stringify(versions), position);
    this.keep(commandId, { digest, versions, position });
  }

  /** What was inserted may not have been stored. */
  forgetLatest(): void {
    this.latest.clear();
  }

  private lookIn(tables: readonly string[]): void {
    const selects = tables.map((table) => `SELECT digest, versions, pos FROM ${table} WHERE id = ?1`);
    this.lookup = selects.length === 0 ? undefined : this.database.prepare(`${selects.join(' UNION ALL ')} LIMIT 1`);
  }

  private find(commandId: CommandId): Kept | undefined {
    if (this.latest.has(commandId)) return this.latest.get(commandId);
    const kept = this.stored(commandId);
    // Beside a writer, what is not there now may be in a moment.
    if (!this.readOnly) this.keep(commandId, kept);
    return kept;
  }

  private stored(commandId: CommandId): Kept | undefined {
    const row = this.lookup?.get(commandId);
    if (!row) return undefined;
    const { digest, versions, pos } = row;
    return {
      digest: digest as Digest,
      versions: JSON.parse(String(versions)) as number[],
      position: Number(pos),
    };
  }

  private keep(commandId: CommandId, kept: Kept | undefined): void {
    this.latest.delete(commandId);
    if (this.latest.size >= IDS_KEPT) this.latest.delete(this.latest.keys().next().value!);
    this.latest.set(commandId, kept);
  }
}
