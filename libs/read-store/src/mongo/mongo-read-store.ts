import { canonicalJson } from '@tung-nha/kernel';
import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { byDocument, type DocumentMutations, foldAbove, mustBePage } from '../fold-mutations.js';
import type { Data, Document, Indexes, Lane, Mutation, Page, ReadStore } from '../read-store.js';
import { endOf, isDuplicate, keyOf, type ModelCollections, placeOf, type StoredDocument } from './layout.js';

interface Settings {
  readonly documentsPerWrite: number;
  setLoading(loading: boolean): Promise<void>;
}

/** Each round of writes that others disturb lets at least one of them through. */
const MOST_ROUNDS = 1_000;
const KEYS_AT_ONCE = 1_000;
const LOADED_AT_ONCE = 1_000;

/**
 * Nothing but one document is written at once. What each has seen of each lane stands in itself, it is written where
 * nobody wrote since it was read, and the lane's checkpoint comes last (ARCHITECTURE §3).
 */
export class MongoReadStore implements ReadStore {
  constructor(
    private readonly collections: ModelCollections,
    private readonly indexes: Indexes,
    private readonly settings: Settings,
  ) {}

  async get<D extends Data>(collection: string, id: string): Promise<D | undefined> {
    const found = await this.collections.documents.findOne({ _id: keyOf(collection, id) }, { projection: { data: 1 } });
    return found?.data === undefined ? undefined : (JSON.parse(found.data) as D);
  }

  async getMany<D extends Data>(collection: string, ids: readonly string[]): Promise<readonly Document<D>[]> {
    mustBePage(ids.length);
    const found = await this.stored(
      ids.map((id) => keyOf(collection, id)),
      { data: 1 },
    );
    return ids.flatMap((id) => {
      const text = found.get(keyOf(collection, id))?.data;
      return text === undefined ? [] : [{ id, data: JSON.parse(text) as D }];
    });
  }

  async find<D extends Data>(
    collection: string,
    field: string,
    value: string,
    { after = '', limit }: Page,
  ): Promise<readonly Document<D>[]> {
    mustBePage(limit);
    if (!this.indexes[collection]?.includes(field)) throw new RangeError(`${collection} has no index on ${field}`);
    return this.page<D>({ keys: indexKey(collection, field, value), _id: { $gt: keyOf(collection, after) } }, limit);
  }

  async list<D extends Data>(collection: string, { after = '', limit }: Page): Promise<readonly Document<D>[]> {
    mustBePage(limit);
    return this.page<D>(
      { _id: { $gt: keyOf(collection, after), $lt: endOf(collection) }, data: { $exists: true } },
      limit,
    );
  }

  async applyBatch(lane: Lane, upTo: number, mutations: readonly Mutation[]): Promise<void> {
    const documents = byDocument(upTo, mutations);
    for (const some of chunksOf(documents, this.settings.documentsPerWrite)) await this.write(lane, some);
    await this.moveLane(lane, upTo);
  }

  async checkpoint(lane: Lane): Promise<number> {
    return (await this.collections.lanes.findOne({ _id: lane }))?.position ?? 0;
  }

  async checkpoints(): Promise<Readonly<Record<Lane, number>>> {
    const lanes = await this.collections.lanes.find().toArray();
    return Object.fromEntries(lanes.map(({ _id, position }) => [_id, position]));
  }

  async load(
    documents: AsyncIterable<{ readonly collection: string; readonly document: Document }>,
    checkpoints: Readonly<Record<Lane, number>>,
  ): Promise<void> {
    if ((await this.collections.documents.findOne()) || (await this.collections.lanes.findOne()))
      throw new RangeError('the model is not empty');
    await this.settings.setLoading(true);
    // Every lane is past every document's events.
    const marks = Object.entries(checkpoints).map(([lane, position]) => ({ lane, position }));
    let batch: StoredDocument[] = [];
    const write = async () => {
      if (batch.length > 0) await this.collections.documents.insertMany(batch, { ordered: false });
      batch = [];
    };
    for await (const { collection, document } of documents) {
      const _id = keyOf(collection, document.id);
      batch.push({ _id, ...this.contentOf(collection, document.data), marks, revision: 1 });
      if (batch.length >= LOADED_AT_ONCE) await write();
    }
    await write();
    for (const { lane, position } of marks) await this.moveLane(lane, position);
    await this.settings.setLoading(false);
  }

  async digest(): Promise<string> {
    const hash = createHash('sha256');
    const stored = this.collections.documents
      .find({ data: { $exists: true } }, { projection: { data: 1 } })
      .sort({ _id: 1 });
    for await (const { _id, data } of stored) {
      const [collection, id] = placeOf(_id);
      hash.update(`${collection}\n${id}\n${canonicalJson(JSON.parse(data!) as object)}\n`);
    }
    return hash.digest('hex');
  }

  /** Until no document is left that has not seen its mutations: one that somebody else wrote meanwhile is read again. */
  private async write(lane: Lane, documents: readonly DocumentMutations[]): Promise<void> {
    for (let round = 1; ; round += 1) {
      const found = await this.stored(documents.map(({ collection, id }) => keyOf(collection, id)));
      const operations = documents.flatMap((document) =>
        this.operationFor(lane, document, found.get(keyOf(document.collection, document.id))),
      );
      if (operations.length === 0) return;
      if (round > MOST_ROUNDS) throw new Error(`${lane}: others write the same documents without end`);
      try {
        const { insertedCount, matchedCount } = await this.collections.documents.bulkWrite(operations, {
          ordered: false,
        });
        if (insertedCount + matchedCount === operations.length) return;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  private operationFor(
    lane: Lane,
    { collection, id, mutations }: DocumentMutations,
    stored: StoredDocument | undefined,
  ): mongo.AnyBulkWriteOperation<StoredDocument>[] {
    const marks = Object.fromEntries((stored?.marks ?? []).map((mark) => [mark.lane, mark.position]));
    const data = stored?.data === undefined ? undefined : (JSON.parse(stored.data) as Data);
    const folded = foldAbove(lane, { data, marks }, mutations);
    if (!folded) return [];
    const replacement = {
      ...this.contentOf(collection, folded.data),
      marks: Object.entries(folded.marks).map(([of, position]) => ({ lane: of, position })),
      revision: (stored?.revision ?? 0) + 1,
    };
    const _id = keyOf(collection, id);
    if (!stored) return [{ insertOne: { document: { _id, ...replacement } } }];
    return [{ replaceOne: { filter: { _id, revision: stored.revision }, replacement } }];
  }

  private contentOf(collection: string, data: Data | undefined): Pick<StoredDocument, 'data' | 'keys'> {
    if (data === undefined) return {};
    const keys = (this.indexes[collection] ?? []).flatMap((field) => {
      const value = data[field];
      return typeof value === 'string' ? [indexKey(collection, field, value)] : [];
    });
    return { data: JSON.stringify(data), ...(keys.length > 0 ? { keys } : {}) };
  }

  private async stored(keys: readonly string[], projection: object = {}): Promise<Map<string, StoredDocument>> {
    const found = new Map<string, StoredDocument>();
    for (const some of chunksOf(keys, KEYS_AT_ONCE))
      for (const document of await this.collections.documents
        .find({ _id: { $in: [...some] } }, { projection })
        .toArray())
        found.set(document._id, document);
    return found;
  }

  private async page<D extends Data>(filter: object, limit: number): Promise<readonly Document<D>[]> {
    // For MongoDB a limit of 0 is none.
    if (limit === 0) return [];
    const found = await this.collections.documents
      .find(filter, { projection: { data: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id, data }) => ({ id: placeOf(_id)[1], data: JSON.parse(data!) as D }));
  }

  /** Never back. Two that begin a lane at once: the second finds it there. */
  private async moveLane(lane: Lane, upTo: number): Promise<void> {
    const move = () => this.collections.lanes.updateOne({ _id: lane }, { $max: { position: upTo } }, { upsert: true });
    await move().catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return move();
    });
  }
}

const indexKey = (collection: string, field: string, value: string) => `${collection}.${field}=${value}`;

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
