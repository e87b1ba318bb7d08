import type { Indexes, ReadModels, ReadStore } from '../read-store.js';
import {
  collectionsOf,
  connect,
  isDuplicate,
  isMissing,
  type StoredModel,
  type StoredServing,
  usesIndexesForWholeKeysOnly,
} from './layout.js';
import { MongoReadStore } from './mongo-read-store.js';

export interface MongoReadModelsOptions {
  readonly uri: string;
  /** One for each context. */
  readonly database: string;
  /** So many documents are written at once; what dies between two writes leaves the first behind, and nothing changes. */
  readonly documentsPerWrite?: number;
}

const DOCUMENTS_PER_WRITE = 500;

/** For any server that has single-document atomicity and unique indexes; a collection for each generation of a model. */
export async function openMongoReadModels({
  uri,
  database,
  documentsPerWrite = DOCUMENTS_PER_WRITE,
}: MongoReadModelsOptions): Promise<ReadModels> {
  const connection = await connect(uri, database);
  const models = connection.collection<StoredModel>('models');
  const servings = connection.collection<StoredServing>('serving');
  const opened = new Map<string, ReadStore>();
  const takesWholeKeysOnly = await usesIndexesForWholeKeysOnly(connection);

  const nameOf = (model: string, generation: number) => `${model}.${generation}`;
  const serving = async (model: string) => (await servings.findOne({ _id: model }))?.generation;
  const remove = async (name: string) => {
    for (const collection of Object.values(collectionsOf(connection, name))) await collection.drop().catch(unlessGone);
  };

  return {
    open: async (model: string, generation: number, indexes: Indexes): Promise<ReadStore> => {
      const name = nameOf(model, generation);
      const known = opened.get(name);
      if (known) return known;
      const entry = await models.findOne({ _id: name });
      if (entry?.loading) {
        await remove(name);
        await models.updateOne({ _id: name }, { $unset: { loading: 1 } });
      }
      if (!entry) await models.insertOne({ _id: name, model, generation }).catch(unlessThere);
      const collections = collectionsOf(connection, name);
      await collections.documents.createIndex({ keys: 1 }, { sparse: true });
      if (takesWholeKeysOnly) await collections.documents.createIndex({ _id: 1, revision: 1 }, { unique: true });
      const store = new MongoReadStore(collections, indexes, {
        documentsPerWrite,
        setLoading: async (loading) => {
          await models.updateOne({ _id: name }, loading ? { $set: { loading: true } } : { $unset: { loading: 1 } });
        },
      });
      opened.set(name, store);
      return store;
    },
    serving,
    generations: async (model) =>
      (await models.find({ model }).toArray()).map(({ generation }) => generation).sort((one, other) => one - other),
    switchTo: async (model, generation) => {
      await servings.updateOne({ _id: model }, { $set: { generation } }, { upsert: true });
    },
    drop: async (model, generation) => {
      if ((await serving(model)) === generation) throw new RangeError(`${model} ${generation} serves`);
      const name = nameOf(model, generation);
      opened.delete(name);
      await remove(name);
      await models.deleteOne({ _id: name });
    },
    close: () => connection.close(),
  };
}

function unlessThere(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}

function unlessGone(error: unknown): void {
  if (!isMissing(error)) throw error;
}
