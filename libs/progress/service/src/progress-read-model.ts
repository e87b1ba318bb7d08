import type { Batch, Delivery, Subscription } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import type { Context } from '@tung-nha/kernel';
import {
  Columns,
  type CounterDocument,
  COUNTERS,
  mutationsOf,
  progressIndexes,
  type TeamDocument,
  TeamLedger,
  TEAMS,
} from '@tung-nha/progress-projections';
import type { Mutation, ReadModels, ReadStore } from '@tung-nha/read-store';
import { meaningOf, progressLanes } from './counting.js';
import { LAYOUT, LAYOUT_LANE, layoutDocument } from './layout.js';
import { Pace } from './pace.js';
import { type Parked, PARKED, parkedId, withParked } from './parked.js';

export const PROGRESS_CONSUMER = 'progress.projection';
export const PROGRESS_MODEL = 'progress';
export { progressLanes };

const PAGE = 10_000;
/** So many deliveries are one commit: what readers wait for at most. */
const DELIVERIES_PER_SLICE = 100;
const DOCUMENTS_PER_SLICE = 400;

/** What an auditor or a rebuild reads again: a context's log from any position, and a stream of it. */
export type HistoryReader = Pick<EventStore, 'readAll' | 'head'> & Partial<Pick<EventStore, 'readStream'>>;

/** One generation of the read model, with its counters and teams in memory. */
export class ProgressReadModel {
  readonly columns = new Columns();
  readonly teams = new TeamLedger();
  private readonly parked = new Set<string>();

  private constructor(
    readonly generation: number,
    readonly store: ReadStore,
  ) {}

  static async open(readModels: ReadModels, generation: number): Promise<ProgressReadModel> {
    const model = await ProgressReadModel.beside(readModels, generation);
    if (Object.keys(await model.store.checkpoints()).length === 0) await model.begin();
    await model.load();
    return model;
  }

  /** With nothing in memory yet: for who fills it while writing it. */
  static async beside(readModels: ReadModels, generation: number): Promise<ProgressReadModel> {
    return new ProgressReadModel(generation, await readModels.open(PROGRESS_MODEL, generation, progressIndexes));
  }

  async checkpoint(lane: Context): Promise<number> {
    return this.store.checkpoint(lane);
  }

  /** Whether its rows mean what they mean today; a model of another catalogue is built anew. */
  async isCurrent(): Promise<boolean> {
    return (await this.store.get(LAYOUT, LAYOUT))?.['columns'] === layoutDocument.columns;
  }

  /** Says of an empty model what its rows will mean. */
  private async begin(): Promise<void> {
    const fold = () => layoutDocument;
    await this.store.applyBatch(LAYOUT_LANE, 1, [{ position: 1, collection: LAYOUT, id: LAYOUT, fold }]);
  }

  /** Effect and checkpoint together, then memory; in slices, between which readers are answered. */
  async apply({ lane, upTo, deliveries }: Batch): Promise<void> {
    const pace = new Pace();
    for (let at = 0; at < deliveries.length; at += DELIVERIES_PER_SLICE) {
      const slice = deliveries.slice(at, at + DELIVERIES_PER_SLICE);
      const mutations = slice.flatMap((delivery) => this.mutationsOf(lane, delivery));
      const isLast = at + slice.length === deliveries.length;
      await this.store.applyBatch(lane, isLast ? upTo : slice.at(-1)!.position, mutations);
      await this.refresh(mutations);
      await pace.rest();
    }
    if (deliveries.length === 0) await this.store.applyBatch(lane, upTo, []);
  }

  /** Tries once more what an earlier version could not read. Returns how many streams came free. */
  async retryParked(): Promise<number> {
    let freed = 0;
    for (const { id, data } of await this.store.list<Parked>(PARKED, { limit: PAGE })) {
      const { lane, events } = data;
      const stream = id.slice(lane.length + 1);
      this.parked.delete(id);
      const mutations: Mutation[] = events.flatMap(({ position, bytes }) =>
        this.mutationsOf(lane, { position, bytes, envelope: JSON.parse(bytes) as Delivery['envelope'] }),
      );
      if (this.parked.has(id)) continue;
      const last = events.at(-1)!.position;
      mutations.push({ position: last, collection: PARKED, id, fold: () => undefined });
      await this.store.applyBatch(`${lane}/parked/${stream}`, last, mutations);
      await this.refresh(mutations);
      freed += 1;
    }
    return freed;
  }

  async parkedStreams(): Promise<
    readonly { readonly stream: string; readonly reason: string; readonly events: number }[]
  > {
    const parked = await this.store.list<Parked>(PARKED, { limit: PAGE });
    return parked.map(({ id, data }) => ({ stream: id, reason: data.reason, events: data.events.length }));
  }

  /** Takes what was written into memory. */
  take(collection: string, id: string, data: unknown): void {
    if (collection === COUNTERS) this.columns.put(id, data as CounterDocument);
    else if (collection === TEAMS) this.teams.put(id, data as TeamDocument);
    else if (collection === PARKED) this.parked.add(id);
  }

  /** What the delivery changes; an event that cannot be read parks its stream, and the others go on. */
  private mutationsOf(lane: Context, delivery: Delivery): Mutation[] {
    const meaning = meaningOf(lane, delivery);
    if (!meaning) return [];
    const { position, bytes } = delivery;
    const id = parkedId(lane, delivery.envelope.subject);
    if ('counted' in meaning && !this.parked.has(id)) return mutationsOf(position, meaning.counted);
    this.parked.add(id);
    const reason = 'unreadable' in meaning ? meaning.unreadable : '';
    return [
      { position, collection: PARKED, id, fold: (known) => withParked(known, lane, reason, { position, bytes }) },
    ];
  }

  private async load(): Promise<void> {
    const pace = new Pace();
    for (const collection of [PARKED, COUNTERS, TEAMS]) {
      let after = '';
      for (;;) {
        const page = await this.store.list(collection, { after, limit: DOCUMENTS_PER_SLICE });
        for (const { id, data } of page) this.take(collection, id, data);
        if (page.length < DOCUMENTS_PER_SLICE) break;
        after = page.at(-1)!.id;
        await pace.rest();
      }
    }
  }

  private async refresh(mutations: readonly Mutation[]): Promise<void> {
    for (const collection of [COUNTERS, TEAMS]) {
      const ids = new Set(mutations.flatMap((mutation) => (mutation.collection === collection ? [mutation.id] : [])));
      for (const { id, data } of await this.store.getMany(collection, [...ids])) this.take(collection, id, data);
    }
  }
}

/** The bus asks the generation that serves. */
export const progressSubscription = (checkpoint: Subscription['checkpoint']): Subscription => ({
  consumer: PROGRESS_CONSUMER,
  lanes: progressLanes,
  checkpoint,
});
