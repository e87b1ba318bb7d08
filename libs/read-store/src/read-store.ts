/**
 * Documents of one read model, in named collections (ARCHITECTURE §3). One model has one writer at a time; a second
 * writer, a crash between any two writes, a repeated batch or other batch boundaries change nothing.
 */

/** The origin of positions: a context, or `<context>/parked/<stream>`. */
export type Lane = string;

/** Plain JSON. */
export type Data = Readonly<Record<string, unknown>>;

export interface Document<D extends Data = Data> {
  readonly id: string;
  readonly data: D;
}

/** What one event does to one document. At most one mutation for each document and position. */
export interface Mutation<D extends Data = Data> {
  readonly position: number;
  readonly collection: string;
  readonly id: string;
  /** Depends on its event and its own document only. `undefined` deletes; the watermark stays behind as a tombstone. */
  fold(data: D | undefined): D | undefined;
}

/** Fields of a document's data that `find` may ask for; declared when the model is opened, never unique. */
export type Indexes = Readonly<Record<string, readonly string[]>>;

export interface Page {
  /** Documents with a greater id follow; the last id seen continues a listing. */
  readonly after?: string;
  /** At most 10,000. */
  readonly limit: number;
}

export interface ReadStore {
  get<D extends Data>(collection: string, id: string): Promise<D | undefined>;
  /** In the order asked, without those that do not exist. At most 10,000 ids. */
  getMany<D extends Data>(collection: string, ids: readonly string[]): Promise<readonly Document<D>[]>;
  /** Documents whose declared field equals the value, by id. @throws RangeError for an undeclared field */
  find<D extends Data>(collection: string, field: string, value: string, page: Page): Promise<readonly Document<D>[]>;
  /** All documents of a collection, by id. */
  list<D extends Data>(collection: string, page: Page): Promise<readonly Document<D>[]>;

  /**
   * Folds each mutation into its document where the document's watermark of the lane is below the position,
   * then moves the lane's checkpoint to `upTo`, never back.
   * @throws RangeError for two mutations of one document at one position, or a position above `upTo`
   */
  applyBatch(lane: Lane, upTo: number, mutations: readonly Mutation[]): Promise<void>;

  /** 0 for a lane never seen. */
  checkpoint(lane: Lane): Promise<number>;
  /** All lanes ever seen. */
  checkpoints(): Promise<Readonly<Record<Lane, number>>>;

  /**
   * Fills an empty model with what was folded in memory up to these checkpoints (P6); all or nothing visible.
   * @throws RangeError when the model is not empty
   */
  load(
    documents: AsyncIterable<{ readonly collection: string; readonly document: Document }>,
    checkpoints: Readonly<Record<Lane, number>>,
  ): Promise<void>;

  /** SHA-256 over collection, id and canonical data of every document, by collection and id; watermarks are not in it. */
  digest(): Promise<string>;
}

/** Every generation of every read model of a service; one generation of a model serves, another may be built beside it. */
export interface ReadModels {
  /** Creates the generation when it does not exist. */
  open(model: string, generation: number, indexes: Indexes): Promise<ReadStore>;
  /** The generation that serves, undefined before the first switch. */
  serving(model: string): Promise<number | undefined>;
  generations(model: string): Promise<readonly number[]>;
  switchTo(model: string, generation: number): Promise<void>;
  /** @throws RangeError for the generation that serves */
  drop(model: string, generation: number): Promise<void>;
  close(): Promise<void>;
}
export const READ_MODELS = Symbol('ReadModels');
