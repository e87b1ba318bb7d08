import mongoose, { type Connection } from 'mongoose';
import type { Lane } from '../read-store.js';

/**
 * A document of a read model. Its data is one JSON text, as in the other shape: a field's name may hold anything, and a
 * number stays what it was.
 */
export interface StoredDocument {
  /** Sorts by collection, then by id. */
  readonly _id: string;
  /** Not there when the document is deleted: what is left is the tombstone with its marks. */
  readonly data?: string;
  /** `collection.field=value` of every declared field. */
  readonly keys?: readonly string[];
  readonly marks: readonly { readonly lane: Lane; readonly position: number }[];
  /** Counts the writes: who read another one writes nothing. */
  readonly revision: number;
}

export interface StoredLane {
  readonly _id: Lane;
  readonly position: number;
}

/** A generation of a model. */
export interface StoredModel {
  readonly _id: string;
  readonly model: string;
  readonly generation: number;
  /** There while it is filled: what a killed rebuild left behind is no model. */
  readonly loading?: true;
}

export interface StoredServing {
  readonly _id: string;
  readonly generation: number;
}

/** Durable and agreed upon, whatever the connection string says; what is repeated after a lost answer changes nothing. */
const guarantees = {
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryWrites: false,
} as const;

export const connect = (uri: string, database: string): Promise<Connection> =>
  mongoose
    .createConnection(uri, { dbName: database, maxPoolSize: 16, bufferCommands: false, ...guarantees })
    .asPromise();

/**
 * MongoDB finds a document by its `_id` and then looks at its revision. mongo-java-server, known by what it does not say of
 * itself, reads the whole collection instead, 30 times as long for 8,000 documents, unless an index has just these two.
 */
export const usesIndexesForWholeKeysOnly = async (connection: Connection): Promise<boolean> =>
  (await connection.db!.command({ buildInfo: 1 }))['gitVersion'] === undefined;

export const collectionsOf = (connection: Connection, name: string) => ({
  documents: connection.collection<StoredDocument>(name),
  lanes: connection.collection<StoredLane>(`${name}.lanes`),
});
export type ModelCollections = ReturnType<typeof collectionsOf>;

/** Below every character of a name, so that keys sort as pairs of collection and id do. */
const BETWEEN = '\n';
const AFTER_BETWEEN = '\u000b';

export const keyOf = (collection: string, id: string) => `${collection}${BETWEEN}${id}`;
export const endOf = (collection: string) => `${collection}${AFTER_BETWEEN}`;
export const placeOf = (key: string): readonly [collection: string, id: string] => {
  const at = key.indexOf(BETWEEN);
  return [key.slice(0, at), key.slice(at + 1)];
};

const DUPLICATE_KEY = 11_000;

/** A unique index said no. */
export const isDuplicate = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;

/** A collection is made by its first document: one that never had any cannot be dropped. Not every server gives a code. */
export const isMissing = (error: unknown) => error instanceof Error && error.message.includes('ns not found');
