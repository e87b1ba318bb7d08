import type { Data, Lane, Mutation } from './read-store.js';

/** Per lane, the last position whose mutation a document has seen. */
export type Marks = Readonly<Record<Lane, number>>;

export interface MarkedDocument {
  readonly data: Data | undefined;
  readonly marks: Marks;
}

export interface DocumentMutations {
  readonly collection: string;
  readonly id: string;
  /** In order of position. */
  readonly mutations: readonly Mutation[];
}

const LONGEST_PAGE = 10_000;

/** The mutations of a batch by document. @throws RangeError for two at one position, or one above `upTo` */
export function byDocument(upTo: number, mutations: readonly Mutation[]): readonly DocumentMutations[] {
  const documents = new Map<string, { collection: string; id: string; mutations: Mutation[] }>();
  for (const mutation of mutations) {
    const { collection, id, position } = mutation;
    if (position > upTo) throw new RangeError(`position ${position} is above ${upTo}`);
    const key = `${collection}\n${id}`;
    const document = documents.get(key) ?? { collection, id, mutations: [] };
    document.mutations.push(mutation);
    documents.set(key, document);
  }
  for (const document of documents.values()) {
    document.mutations.sort((one, other) => one.position - other.position);
    document.mutations.forEach(({ position }, index, all) => {
      if (position === all[index - 1]?.position)
        throw new RangeError(`${document.collection} ${document.id}: two mutations at ${position}`);
    });
  }
  return [...documents.values()];
}

/** The document after those mutations it has not seen; undefined when it has seen them all. */
export function foldAbove(
  lane: Lane,
  { data, marks }: MarkedDocument,
  mutations: readonly Mutation[],
): MarkedDocument | undefined {
  const fresh = mutations.filter(({ position }) => position > (marks[lane] ?? 0));
  const last = fresh.at(-1);
  if (!last) return undefined;
  return {
    data: fresh.reduce((folded, mutation) => mutation.fold(folded), data),
    marks: { ...marks, [lane]: last.position },
  };
}

export function mustBePage(limit: number): void {
  if (!Number.isInteger(limit) || limit < 0 || limit > LONGEST_PAGE)
    throw new RangeError(`limit ${limit}, at most ${LONGEST_PAGE}`);
}
