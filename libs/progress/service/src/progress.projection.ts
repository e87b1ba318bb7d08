import { UseInterceptors } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type Batch, EventHandlers } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import type { Context, UnitId } from '@tung-nha/kernel';
import { Views } from '@tung-nha/progress-projections';
import { parkedStream } from '@tung-nha/progress-events';
import type { ReadModels } from '@tung-nha/read-store';
import { BatchLogInterceptor, type CommandRequest, type Receipt, Reference } from '@tung-nha/service-runtime';
import { CountedPositions } from './counted-positions.js';
import { type Discard, recordDiscard } from './discard-parked.js';
import { Discards } from './discards.js';
import { Pace } from './pace.js';
import { type ParkedListener, ParkedNotices } from './parked-notices.js';
import {
  type ParkingPorts,
  PROGRESS_CONSUMER,
  PROGRESS_MODEL,
  ProgressReadModel,
  progressLanes,
  progressSubscription,
  type StreamPlace,
} from './progress-read-model.js';
import { buildGeneration, catchUp, type Histories } from './rebuild.js';
import { preparedMaps } from './unit-answer.js';

export interface Rebuilt {
  readonly generation: number;
  readonly events: number;
  readonly seconds: number;
  readonly digest: string;
}

/** Beside the read model: what progress keeps of its own, and who is told of parked streams. */
export interface ProgressPorts extends ParkedListener {
  /** Of progress itself, apart from the contexts it counts: what was decided about parked streams (ADR 6). */
  readonly ownEvents: EventStore;
}

/** The progress read model that serves: one writer, one generation at a time (P6, P7). */
export class Progress {
  private model!: ProgressReadModel;
  private shown!: Views;
  private working: Promise<unknown> = Promise.resolve();
  private rebuilding?: Promise<Rebuilt>;
  private readonly counted = new CountedPositions();
  private parking!: ParkingPorts;

  readonly subscription = progressSubscription(async (lane) => this.model.checkpoint(lane));

  constructor(
    private readonly readModels: ReadModels,
    readonly histories: Histories,
    private readonly reference: Reference,
    readonly ports: ProgressPorts,
  ) {}

  /** Opens the generation that serves. Where none does, or one of another catalogue, it is built from the log first. */
  async open(): Promise<this> {
    this.parking = { discards: await Discards.in(this.ports.ownEvents), notices: new ParkedNotices(this.ports) };
    const model = await this.serving();
    await this.readModels.switchTo(PROGRESS_MODEL, model.generation);
    await model.retryParked();
    await model.tellParked();
    await this.show(model);
    await this.dropOthers();
    return this;
  }

  private async serving(): Promise<ProgressReadModel> {
    const generation = await this.readModels.serving(PROGRESS_MODEL);
    const model =
      generation === undefined ? undefined : await ProgressReadModel.open(this.readModels, generation, this.parking);
    if (model && (await model.isCurrent())) return model;
    return (await buildGeneration(this.readModels, this.histories, undefined, this.parking)).model;
  }

  get views(): Views {
    return this.shown;
  }

  get current(): ProgressReadModel {
    return this.model;
  }

  /** How many streams each lane has set aside. */
  async parkedCounts(): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = Object.fromEntries(progressLanes.map((lane) => [lane, 0]));
    for (const { stream } of await this.model.parkedStreams()) counts[stream.split(' ')[0]!]! += 1;
    return counts;
  }

  /** Before anybody asks, once the units are known: the maps, which else the first to ask would wait for. */
  prepare(): Promise<void> {
    return this.prepared(this.model, this.shown);
  }

  apply(batch: Batch): Promise<void> {
    return this.inTurn(async () => {
      await this.model.apply(batch);
      this.counted.reached(batch.lane, batch.upTo);
    });
  }

  /** Straight from the logs, where no bus runs. */
  catchUp(): Promise<void> {
    return this.inTurn(async () => {
      const heads = await Promise.all(
        progressLanes.map(async (lane) => [lane, (await this.histories[lane]?.head()) ?? 0] as const),
      );
      await catchUp(this.model, this.histories, Object.fromEntries(heads));
    });
  }

  /** Tries parked streams again: all, or those named (X7). Returns which came free. */
  retryParked(which: Partial<StreamPlace>): Promise<readonly StreamPlace[]> {
    return this.inTurn(() => this.model.retryParked(which));
  }

  /**
   * Gives up what is held of a stream, for good (X7); recorded first, so that a crash before the read model follows is
   * made good by the next start, or by asking again.
   * @throws DomainError, CommandIdReused, VersionConflict
   */
  discardParked(discard: Discard, unit: UnitId, request: CommandRequest): Promise<Receipt> {
    return this.inTurn(async () => {
      const address = { consumer: PROGRESS_CONSUMER, lane: discard.lane, stream: discard.stream };
      const held = await this.model.parkedStream(discard);
      const { ownEvents } = this.ports;
      const receipt = await recordDiscard(ownEvents, { ...discard, address, held, unit }, request);
      this.parking.discards.take(await ownEvents.readStream(parkedStream(address)));
      await this.model.retryParked(discard);
      return receipt;
    });
  }

  /** Whether the position is counted, waiting for it at most so long (P7: who wrote it sees it). */
  hasCounted(lane: Context, position: number, withinMs: number): Promise<boolean> {
    return this.counted.hasReached(lane, position, withinMs);
  }

  /** Beside the serving view, which goes on answering and counting; then the new one takes its place. */
  rebuild(progress?: (events: number, of: number) => void): Promise<Rebuilt> {
    this.rebuilding ??= this.buildAndSwitch(progress).finally(() => (this.rebuilding = undefined as never));
    return this.rebuilding;
  }

  private async buildAndSwitch(progress?: (events: number, of: number) => void): Promise<Rebuilt> {
    const start = performance.now();
    const { model, events } = await buildGeneration(this.readModels, this.histories, progress, this.parking);
    await catchUp(model, this.histories, await this.positions());
    const views = this.viewsOf(model);
    await this.prepared(model, views);
    await this.inTurn(async () => {
      await catchUp(model, this.histories, await this.positions());
      // What was discarded while it was built, it may have parked before.
      await model.retryParked();
      await this.readModels.switchTo(PROGRESS_MODEL, model.generation);
      await this.show(model, views);
    });
    await this.dropOthers();
    const seconds = Math.round(performance.now() - start) / 1_000;
    return { generation: model.generation, events, seconds, digest: await model.store.digest() };
  }

  private viewsOf({ columns, teams }: ProgressReadModel): Views {
    return new Views(columns, () => this.reference.register, teams);
  }

  private async prepared({ columns }: ProgressReadModel, views: Views): Promise<void> {
    const pace = new Pace();
    for (const _ of views.prepare()) await pace.rest();
    for (const _ of preparedMaps(this.reference.register, columns.places.keys())) await pace.rest();
  }

  private async show(model: ProgressReadModel, views = this.viewsOf(model)): Promise<void> {
    this.model = model;
    this.shown = views;
    for (const [lane, position] of Object.entries(await this.positions()))
      this.counted.reached(lane as Context, position);
  }

  private async positions(): Promise<Partial<Record<Context, number>>> {
    const positions = await Promise.all(
      progressLanes.map(async (lane) => [lane, await this.model.checkpoint(lane)] as const),
    );
    return Object.fromEntries(positions);
  }

  private async dropOthers(): Promise<void> {
    for (const generation of await this.readModels.generations(PROGRESS_MODEL))
      if (generation !== this.model.generation) await this.readModels.drop(PROGRESS_MODEL, generation);
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.working.then(work);
    this.working = turn.catch(() => undefined);
    return turn;
  }
}

@EventHandlers()
@UseInterceptors(BatchLogInterceptor)
export class ProgressProjection {
  constructor(private readonly progress: Progress) {}

  @EventPattern(PROGRESS_CONSUMER)
  apply(@Payload() batch: Batch): Promise<void> {
    return this.progress.apply(batch);
  }
}
