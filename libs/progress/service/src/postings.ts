import { dayNumber, type UnitId } from '@tung-nha/kernel';
import { isFlowColumn } from '@tung-nha/progress-figures';
import {
  type Asked,
  type Columns,
  type Posting,
  type PostingDocument,
  POSTINGS,
  postingsIn,
} from '@tung-nha/progress-projections';
import type { ReadStore } from '@tung-nha/read-store';

/** All that was counted in one leaf or own unit, by stream; in each in order of versions. */
export async function postingsAt(
  store: ReadStore,
  columns: Columns,
  place: UnitId,
): Promise<ReadonlyMap<string, readonly Posting[]>> {
  const texts = new Map<string, string>();
  for (const { data } of await store.getMany<PostingDocument>(POSTINGS, columns.documentsOf(place)))
    for (const [stream, text] of Object.entries(data.streams)) texts.set(stream, (texts.get(stream) ?? '') + text);
  return new Map([...texts].sort(byText).map(([stream, text]) => [stream, postingsIn(text)]));
}

/** Of one stream only. */
export async function postingsOf(store: ReadStore, columns: Columns, place: UnitId, stream: string) {
  const documents = await store.getMany<PostingDocument>(POSTINGS, columns.documentsOf(place));
  return postingsIn(documents.map(({ data }) => data.streams[stream] ?? '').join(''));
}

/** Those of a column that count on the days asked. */
export function counting(postings: readonly Posting[], column: number, asked: Asked): readonly Posting[] {
  const [from, on, known] = [dayNumber(asked.from), dayNumber(asked.on), dayNumber(asked.known)];
  return postings.filter(
    (posting) =>
      posting.column === column &&
      posting.happened <= on &&
      posting.recorded <= known &&
      (posting.happened >= from || !isFlowColumn[column]),
  );
}

const byText = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : one > other ? 1 : 0;
