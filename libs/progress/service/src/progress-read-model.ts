import type { Batch, Delivery, Subscription } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { readFieldActivityEvent } from '@tung-nha/field-activity-events';
import { type Context, storedDataOf, UnreadableEvent } from '@tung-nha/kernel';
import { catalogue } from '@tung-nha/progress-figures';
import {
  Columns,
  type CounterDocument,
  COUNTERS,
  mutationsOf,
  progressIndexes,
  rowsOf,
} from '@tung-nha/progress-projections';
import type { Data, Mutation, ReadModels, ReadStore } from '@tung-nha/read-store';

export const PROGRESS_CONSUMER = 'progress.projection';
export const PROGRESS_MODEL = 'progress';
export const progressLanes: readonly Context[] = ['field-activity'];

const PARKED = 'parked';
const countedTypes = new Set(catalogue.map(({ fedBy }) => fedBy.type));
const PAGE = 10_000;

/** A stream with an event this version cannot read: all of it from there on, until it can (X7). */
interface Parked extends Data {
  readonly lane: Context;
  readonly reason: string;
  readonly events: readonly { readonly position: number; readonly bytes: string }[];
}

/** What an auditor or a rebuild reads again: a context's log from any position. */
export type HistoryReader = Pick<EventStore, 'readAll' | 'head'>;

/** One generation of the read model, with its counters in memory. */
export class ProgressReadModel {
  readonly columns = new Columns();
  private readonly parked = new Set<string>();

  constructor(
    readonly generation: number,
    readonly store: ReadStore,
  ) {}

  static async open(readModels: ReadModels, generation: number): Promise<ProgressReadModel> {
    const model = new ProgressReadModel(generation, await readModels.open(PROGRESS_MODEL, generation, progressIndexes));
    await model.load();
    return model;
  }

  async checkpoint(lane: Context): Promise<number> {
    return this.store.checkpoint(lane);
  }

  /** Effect and checkpoint together, then the columns of what was touched. */
  async apply({ lane, upTo, deliveries }: Batch): Promise<void> {
    const mutations = deliveries.flatMap((delivery) => this.mutationsOf(lane, delivery));
    await this.store.applyBatch(lane, upTo, mutations);
    await this.refresh(mutations);
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

  /** What the delivery changes; an event that cannot be read parks its stream, and the others go on. */
  mutationsOf(lane: Context, { position, bytes, envelope }: Delivery): Mutation[] {
    const id = `${lane} ${envelope.subject}`;
    const park = (reason: string): Mutation[] => {
      this.parked.add(id);
      const fold = (known: Data | undefined): Parked => ({
        ...((known as Parked | undefined) ?? { lane, reason, events: [] }),
        events: [...((known as Parked | undefined)?.events ?? []), { position, bytes }],
      });
      return [{ position, collection: PARKED, id, fold }];
    };
    if (!countedTypes.has(envelope.type)) return [];
    if (this.parked.has(id)) return park('');
    try {
      return mutationsOf(position, envelope, rowsOf(readFieldActivityEvent(storedDataOf(envelope))));
    } catch (error) {
      if (error instanceof UnreadableEvent) return park(error.message);
      throw error;
    }
  }

  private async load(): Promise<void> {
    for (const { id } of await this.store.list(PARKED, { limit: PAGE })) this.parked.add(id);
    let after = '';
    for (;;) {
      const page = await this.store.list<CounterDocument>(COUNTERS, { after, limit: 2_000 });
      for (const { id, data } of page) this.columns.put(id, data);
      if (page.length < 2_000) return;
      after = page.at(-1)!.id;
    }
  }

  private async refresh(mutations: readonly Mutation[]): Promise<void> {
    const ids = mutations.flatMap(({ collection, id }) => (collection === COUNTERS ? [id] : []));
    const touched = await this.store.getMany<CounterDocument>(COUNTERS, [...new Set(ids)]);
    for (const { id, data } of touched) this.columns.put(id, data);
  }
}

/** The bus asks the generation that serves. */
export const progressSubscription = (checkpoint: Subscription['checkpoint']): Subscription => ({
  consumer: PROGRESS_CONSUMER,
  lanes: progressLanes,
  checkpoint,
});
