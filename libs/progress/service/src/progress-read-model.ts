import type { Batch, Subscription } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import type { Context, StreamName } from '@tung-nha/kernel';
import {
  Columns,
  type CounterDocument,
  COUNTERS,
  progressIndexes,
  type TeamDocument,
  TeamLedger,
  TEAMS,
} from '@tung-nha/progress-projections';
import type { Data, Document, Mutation, Page, ReadModels, ReadStore } from '@tung-nha/read-store';
import { PROGRESS_CONSUMER, PROGRESS_MODEL } from './consumer.js';
import { progressLanes } from './counting.js';
import { Discards } from './discards.js';
import { LAYOUT, LAYOUT_LANE, layoutDocument } from './layout.js';
import { Pace } from './pace.js';
import { type Parked, PARKED, parkedId, type ParkedStream, parkedStreamIn } from './parked.js';
import { ParkedNotices } from './parked-notices.js';
import { Parking } from './parking.js';

export { PROGRESS_CONSUMER, PROGRESS_MODEL, progressLanes };

const PAGE = 10_000;
/** So many deliveries are one commit: what readers wait for at most. */
const DELIVERIES_PER_SLICE = 100;
const DOCUMENTS_PER_SLICE = 400;
const IN_MEMORY: readonly string[] = [COUNTERS, TEAMS];

/** What an auditor or a rebuild reads again: a context's log from any position, and a stream of it. */
export type HistoryReader = Pick<EventStore, 'readAll' | 'head'> & Partial<Pick<EventStore, 'readStream'>>;

/** What all generations share: which events are given up, and who is told of parked streams. */
export interface ParkingPorts {
  readonly discards: Discards;
  readonly notices: ParkedNotices;
}
export const nothingDiscarded = (): ParkingPorts => ({ discards: new Discards(), notices: new ParkedNotices() });

/** One generation of the read model, with its counters and teams in memory. */
export class ProgressReadModel {
  readonly columns = new Columns();
  readonly teams = new TeamLedger();
  private readonly parking: Parking;
  private readonly notices: ParkedNotices;

  private constructor(
    readonly generation: number,
    readonly store: ReadStore,
    { discards, notices }: ParkingPorts,
  ) {
    this.parking = new Parking(discards);
    this.notices = notices;
  }

  static async open(readModels: ReadModels, generation: number, ports?: ParkingPorts): Promise<ProgressReadModel> {
    const model = await ProgressReadModel.beside(readModels, generation, ports);
    if (Object.keys(await model.store.checkpoints()).length === 0) await model.begin();
    await model.load();
    return model;
  }

  /** With nothing in memory yet: for who fills it while writing it. */
  static async beside(
    readModels: ReadModels,
    generation: number,
    ports: ParkingPorts = nothingDiscarded(),
  ): Promise<ProgressReadModel> {
    return new ProgressReadModel(generation, await readModels.open(PROGRESS_MODEL, generation, progressIndexes), ports);
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
      const mutations = slice.flatMap((delivery) => this.parking.mutationsOf(lane, delivery));
      const isLast = at + slice.length === deliveries.length;
      await this.write(lane, isLast ? upTo : slice.at(-1)!.position, mutations);
      for (const news of this.parking.takeNews()) this.notices.parked(news);
      await pace.rest();
    }
    if (deliveries.length === 0) await this.store.applyBatch(lane, upTo, []);
  }

  /**
   * Tries once more what could not be read, and lets go of what was discarded: up to the first event of each stream that
   * still cannot be read, as a rebuild would. Returns the streams that came free.
   */
  async retryParked({ lane, stream }: Partial<StreamPlace> = {}): Promise<readonly StreamPlace[]> {
    const free: StreamPlace[] = [];
    for await (const document of this.documents<Parked>(PARKED)) {
      const { lane: of, stream: name } = parkedStreamIn(document);
      if ((lane ?? of) !== of || (stream ?? name) !== name) continue;
      if (await this.retry(of, name, document.data)) free.push({ lane: of, stream: name });
    }
    return free;
  }

  /** How many streams the figures lack something of. */
  get parkedCount(): number {
    return this.parking.count;
  }

  /** Those parked, by lane and stream. */
  async parkedPage(page: Page): Promise<readonly ParkedStream[]> {
    return (await this.store.list<Parked>(PARKED, page)).map(parkedStreamIn);
  }

  /** To whoever listens: after a start, what was told before it ended is not known. */
  async tellParked(): Promise<void> {
    for await (const document of this.documents<Parked>(PARKED)) this.notices.parked(parkedStreamIn(document));
  }

  async parkedStream({ lane, stream }: StreamPlace): Promise<ParkedStream | undefined> {
    const id = parkedId(lane, stream);
    const data = await this.store.get<Parked>(PARKED, id);
    return data && parkedStreamIn({ id, data });
  }

  async parkedStreams(): Promise<
    readonly { readonly stream: string; readonly reason: string; readonly events: number }[]
  > {
    const parked = await this.parkedPage({ limit: PAGE });
    return parked.map(({ lane, stream, reason, events }) => ({ stream: parkedId(lane, stream), reason, events }));
  }

  /** Takes what was written into memory. */
  take(collection: string, id: string, data: unknown): void {
    if (collection === COUNTERS) this.columns.put(id, data as CounterDocument);
    else if (collection === TEAMS) this.teams.put(id, data as TeamDocument);
    else if (collection === PARKED) this.parking.take(id);
  }

  /** First what is counted, then that it is no longer parked: a crash in between repeats it, and leaves no trace. */
  private async retry(lane: Context, stream: StreamName, { events }: Parked): Promise<boolean> {
    const { upTo, counted, parked, left } = this.parking.retried(lane, stream, events);
    if (upTo === 0) return false;
    const laneOfStream = `${lane}/parked/${stream}`;
    await this.write(laneOfStream, upTo, counted);
    await this.store.applyBatch(laneOfStream, upTo, [parked]);
    if (left) {
      this.notices.parked(left);
      return false;
    }
    this.parking.free(lane, stream);
    this.notices.settled({ lane, stream });
    return true;
  }

  private async load(): Promise<void> {
    const pace = new Pace();
    for (const collection of [PARKED, COUNTERS, TEAMS])
      for await (const { id, data } of this.documents(collection)) {
        this.take(collection, id, data);
        if (pace.over) await pace.rest();
      }
  }

  private async *documents<D extends Data>(collection: string): AsyncGenerator<Document<D>> {
    for (let after = ''; ;) {
      const page = await this.store.list<D>(collection, { after, limit: DOCUMENTS_PER_SLICE });
      yield* page;
      if (page.length < DOCUMENTS_PER_SLICE) return;
      after = page.at(-1)!.id;
    }
  }

  /** Written, then taken into memory as it was folded. */
  private async write(lane: string, upTo: number, mutations: readonly Mutation[]): Promise<void> {
    const folded = new Map<string, Data | undefined>();
    const keyOf = ({ collection, id }: Mutation) => `${collection}\n${id}`;
    const watched = mutations.map((mutation): Mutation => {
      const fold = (data: Data | undefined) => {
        const after = mutation.fold(data);
        folded.set(keyOf(mutation), after);
        return after;
      };
      return { ...mutation, fold };
    });
    await this.store.applyBatch(lane, upTo, watched);
    const changed = new Map(mutations.map((mutation) => [keyOf(mutation), mutation]));
    for (const [key, { collection, id }] of changed) {
      if (!IN_MEMORY.includes(collection)) continue;
      // What an interrupted delivery has written already is not folded again: it is read.
      const data = folded.get(key) ?? (await this.store.get(collection, id));
      if (data) this.take(collection, id, data);
    }
  }
}

export type StreamPlace = Pick<ParkedStream, 'lane' | 'stream'>;

/** The bus asks the generation that serves. */
export const progressSubscription = (checkpoint: Subscription['checkpoint']): Subscription => ({
  consumer: PROGRESS_CONSUMER,
  lanes: progressLanes,
  checkpoint,
});
