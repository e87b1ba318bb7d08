import type { SequencedEvent } from '@tung-nha/event-store';
import type { Context } from '@tung-nha/kernel';
import { Folding } from '@tung-nha/progress-projections';
import type { Document, ReadModels } from '@tung-nha/read-store';
import { meaningOf, progressLanes } from './counting.js';
import type { Discards } from './discards.js';
import { LAYOUT, LAYOUT_LANE, layoutDocument } from './layout.js';
import { Pace } from './pace.js';
import { type Parked, PARKED, parkedId, withParked } from './parked.js';
import {
  type HistoryReader,
  nothingDiscarded,
  type ParkingPorts,
  PROGRESS_MODEL,
  ProgressReadModel,
} from './progress-read-model.js';

/** Read and parsed in one go: what readers wait for at most, and what a young collection finds alive. */
const PAGE = 128;

export type Histories = Readonly<Partial<Record<Context, HistoryReader>>>;

/**
 * A new generation beside the one that serves: folded in memory from the log, written once (P6). It is complete up to
 * where each log ended when it began; who switches to it catches it up first.
 */
export async function buildGeneration(
  readModels: ReadModels,
  histories: Histories,
  progress: (events: number, of: number) => void = () => {},
  ports: ParkingPorts = nothingDiscarded(),
): Promise<{ readonly model: ProgressReadModel; readonly events: number }> {
  const generation = Math.max(0, ...(await readModels.generations(PROGRESS_MODEL))) + 1;
  const model = await ProgressReadModel.beside(readModels, generation, ports);
  const folding = new Folding();
  const parked = new Map<string, Parked>();
  const checkpoints: Record<string, number> = { [LAYOUT_LANE]: 1 };
  const pace = new Pace();
  let events = 0;

  const heads = await Promise.all(progressLanes.map((lane) => historyOf(histories, lane).head()));
  const total = heads.reduce((sum, head) => sum + head, 0);
  for (const [index, lane] of progressLanes.entries()) {
    const head = heads[index]!;
    for (let after = 0; after < head;) {
      const page = await historyOf(histories, lane).readAll(after, Math.min(PAGE, head - after));
      for (const event of page) foldIn(folding, parked, ports.discards, lane, event);
      after = page.at(-1)!.position;
      events += page.length;
      progress(events, total);
      await pace.rest();
    }
    checkpoints[lane] = head;
  }
  await model.store.load(documentsOf(model, folding, parked), checkpoints);
  return { model, events };
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

function foldIn(
  folding: Folding,
  parked: Map<string, Parked>,
  discards: Discards,
  lane: Context,
  event: SequencedEvent,
): void {
  const meaning = meaningOf(lane, event);
  if (!meaning) return;
  const { position, bytes } = event;
  if (discards.cover(lane, event.envelope.subject, position)) return;
  const id = 'counted' in meaning && parked.size === 0 ? '' : parkedId(lane, event.envelope.subject);
  const known = parked.get(id);
  if ('counted' in meaning && !known) folding.add(meaning.counted);
  else parked.set(id, withParked(known, lane, 'unreadable' in meaning ? meaning.unreadable : '', { position, bytes }));
}

/** What is written is taken into memory on the way: it need not be read again. */
async function* documentsOf(
  model: ProgressReadModel,
  folding: Folding,
  parked: ReadonlyMap<string, Parked>,
): AsyncGenerator<{ collection: string; document: Document }> {
  const pace = new Pace();
  const take = (collection: string, document: Document) => {
    model.take(collection, document.id, document.data);
    return { collection, document };
  };
  yield take(LAYOUT, { id: LAYOUT, data: layoutDocument });
  for (const [id, data] of parked) yield take(PARKED, { id, data });
  for (const folded of folding.documents()) {
    if (folded) yield take(folded.collection, folded.document);
    if (pace.over) await pace.rest();
  }
}

function historyOf(histories: Histories, lane: Context): HistoryReader {
  const history = histories[lane];
  if (!history) throw new RangeError(`no history of ${lane}`);
  return history;
}
