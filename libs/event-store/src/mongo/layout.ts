import type { CommandId } from '@tung-nha/kernel';
import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { Digest } from '../event-store.js';

/** Where the events of one stream stand within an append. */
export interface StoredPart {
  readonly stream: string;
  readonly first: number;
  readonly n: number;
}

/** One append, and by being one document, all of it or nothing. */
export interface Commit {
  readonly _id: CommandId;
  readonly digest: Digest;
  readonly parts: readonly StoredPart[];
  /** `stream@version` of every event: the unique index on it is what refuses a second writer. */
  readonly slots: readonly string[];
  /** Canonical JSON, part after part. */
  readonly events: readonly string[];
  readonly n: number;
  /** There until the commit has its place in the order. */
  readonly waiting?: 1;
  /** Position of its first event, once it has one. */
  readonly position?: number;
}

/** A batch of the order. Inserting number k is the only fence between sequencers (ARCHITECTURE §3). */
export interface OrderedBatch {
  readonly _id: number;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly (readonly [CommandId, number])[];
}

const strict = { versionKey: false, autoCreate: false, autoIndex: false, strict: 'throw' } as const;

const commitSchema = new Schema<Commit>(
  {
    _id: { type: String, required: true },
    digest: { type: String, required: true },
    parts: { type: [new Schema({ stream: String, first: Number, n: Number }, { _id: false })], required: true },
    slots: { type: [String], required: true },
    events: { type: [String], required: true },
    n: { type: Number, required: true },
    waiting: { type: Number },
    position: { type: Number },
  },
  { ...strict, collection: 'commits' },
)
  .index({ slots: 1 }, { unique: true })
  .index({ waiting: 1 }, { sparse: true });

const orderSchema = new Schema<OrderedBatch>(
  { _id: Number, first: Number, last: Number, entries: { type: [[Schema.Types.Mixed]] } },
  { ...strict, collection: 'order' },
);

export interface Collections {
  readonly connection: Connection;
  readonly commits: Model<Commit>;
  readonly order: Model<OrderedBatch>;
}

/** Durable and agreed upon, whatever the connection string says. A repeat after a lost answer is ours to make. */
const guarantees = {
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryWrites: false,
} as const;

export async function openCollections(uri: string, database: string): Promise<Collections> {
  const connection = await mongoose
    .createConnection(uri, { dbName: database, maxPoolSize: 32, bufferCommands: false, ...guarantees })
    .asPromise();
  const commits = connection.model<Commit>('Commit', commitSchema);
  const order = connection.model<OrderedBatch>('OrderedBatch', orderSchema);
  await commits.createIndexes();
  return { connection, commits, order };
}

/** A unique index said no. */
export const isDuplicate = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000;
