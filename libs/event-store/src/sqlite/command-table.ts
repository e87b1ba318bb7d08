import type { CommandId } from '@tung-nha/kernel';
import type { Database, Statement } from '@tung-nha/sqlite';
import { CommandIdReused, type Digest } from '../event-store.js';
import { commandTables, existingTables } from './layout.js';

interface Answer {
  readonly versions: readonly number[];
  readonly position: number;
}

/** What each command was answered, by month, for at least 90 days. */
export class CommandTable {
  private month = '';
  private insertion: Statement | undefined;
  private lookups: Statement[] = [];

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
    const row = this.find(commandId);
    if (row && row['digest'] !== digest) throw new CommandIdReused(commandId);
    return row && { versions: JSON.parse(String(row['versions'])) as number[], position: Number(row['pos']) };
  }

  positionOf(commandId: CommandId): number | undefined {
    const row = this.find(commandId);
    return row && Number(row['pos']);
  }

  insert(commandId: CommandId, digest: Digest, { versions, position }: Answer): void {
    this.insertion!.run(commandId, digest, JSON.stringify(versions), position);
  }

  private lookIn(tables: readonly string[]): void {
    this.lookups = tables.map((table) =>
      this.database.prepare(`SELECT digest, versions, pos FROM ${table} WHERE id = ?`),
    );
  }

  private find(commandId: CommandId) {
    for (const lookup of this.lookups) {
      const row = lookup.get(commandId);
      if (row) return row;
    }
    return undefined;
  }
}
