import type { Context } from '@tung-nha/kernel';
import { progressIndexes } from '@tung-nha/progress-projections';
import type { Data, Document, Mutation, ReadModels } from '@tung-nha/read-store';
import { type HistoryReader, PROGRESS_MODEL, ProgressReadModel, progressLanes } from './progress-read-model.js';

const PAGE = 5_000;

export type Histories = Readonly<Partial<Record<Context, HistoryReader>>>;

/** Every collection of a model while it is folded in memory. */
type Folded = Map<string, Map<string, Data>>;

/**
 * A new generation beside the one that serves: folded in memory from the log, written once (P6). It is complete up to
 * where each log ended when it began; who switches to it catches it up first.
 */
export async function buildGeneration(
  readModels: ReadModels,
  histories: Histories,
  progress: (events: number, of: number) => void = () => {},
): Promise<{ readonly model: ProgressReadModel; readonly events: number }> {
  const generation = Math.max(0, ...(await readModels.generations(PROGRESS_MODEL))) + 1;
  const store = await readModels.open(PROGRESS_MODEL, generation, progressIndexes);
  const folding = new ProgressReadModel(generation, store);
  const folded: Folded = new Map();
  const checkpoints: Record<string, number> = {};
  let events = 0;

  const heads = await Promise.all(progressLanes.map((lane) => historyOf(histories, lane).head()));
  const total = heads.reduce((sum, head) => sum + head, 0);
  for (const [index, lane] of progressLanes.entries()) {
    const head = heads[index]!;
    for (let after = 0; after < head;) {
      const page = await historyOf(histories, lane).readAll(after, Math.min(PAGE, head - after));
      for (const event of page) foldIn(folded, folding.mutationsOf(lane, event));
      after = page.at(-1)!.position;
      events += page.length;
      progress(events, total);
      await nextTurn();
    }
    checkpoints[lane] = head;
  }
  await store.load(documentsOf(folded), checkpoints);
  return { model: await ProgressReadModel.open(readModels, generation), events };
}

/** From the model's own checkpoint up to `positions`, read from the log. */
export async function catchUp(
  model: ProgressReadModel,
  histories: Histories,
  positions: Readonly<Partial<Record<Context, number>>>,
): Promise<void> {
  for (const lane of progressLanes) {
    const target = positions[lane] ?? 0;
    for (let after = await model.checkpoint(lane); after < target; after = await model.checkpoint(lane)) {
      const deliveries = await historyOf(histories, lane).readAll(after, Math.min(PAGE, target - after));
      await model.apply({ lane, upTo: deliveries.at(-1)!.position, deliveries });
    }
  }
}

function foldIn(folded: Folded, mutations: readonly Mutation[]): void {
  for (const { collection, id, fold } of mutations) {
    const documents = folded.get(collection) ?? new Map<string, Data>();
    folded.set(collection, documents);
    const data = fold(documents.get(id));
    if (data === undefined) documents.delete(id);
    else documents.set(id, data);
  }
}

async function* documentsOf(folded: Folded): AsyncGenerator<{ collection: string; document: Document }> {
  for (const [collection, documents] of folded)
    for (const [id, data] of documents) {
      yield { collection, document: { id, data } };
      documents.delete(id);
    }
}

function historyOf(histories: Histories, lane: Context): HistoryReader {
  const history = histories[lane];
  if (!history) throw new RangeError(`no history of ${lane}`);
  return history;
}

/** Views go on being answered while a generation is folded. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
