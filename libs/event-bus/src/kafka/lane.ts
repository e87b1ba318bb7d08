import type { KafkaMessage } from 'kafkajs';
import type { LaneState } from '../event-bus.js';
import type { LaneSettings, SetAside } from './lane-settings.js';
import { PartitionProgress, type Resume } from './partition-progress.js';
import { type Conflict, PositionMerge } from './position-merge.js';
import { readMessage } from './read-message.js';
import { asError, ForgeryCounted, judged, LaneStalled } from './stopped.js';

const EVENTS_PER_BATCH = 1_000;
const EVENTS_PER_PAGE = 1_000;
/** A partition that is further ahead than this, in positions, waits for the others. */
const WINDOW = 7_000;
const MOST_CHARACTERS_WAITING = 32_000_000;

/** One consumer's way through one topic: from all partitions into one order, batch by batch. */
export class KafkaLane {
  readonly partitions = new Map<number, PartitionProgress>();
  /** Places of forged events that were handed over: the next process must know. */
  countedForgeries: readonly string[] = [];
  private readonly paused = new Set<number>();
  private merge = new PositionMerge(0);
  private announced = 0;
  /** The owner's feed has shown the log up to here. */
  private shown = 0;
  private highest = 0;
  private conflict?: Conflict | undefined;
  private stop?: Error;
  private active = false;
  private running: Promise<void> = Promise.resolve();
  private movedAt = performance.now();
  private lackingSince?: number | undefined;
  private feedError?: unknown;
  /** The owner had more than one filling took: the next one need not be late first. */
  private feedLeads = false;
  private wake = () => {};
  private readonly waiting = new Set<() => void>();

  constructor(readonly settings: LaneSettings) {}

  state(): LaneState {
    const { consumer, context: lane } = this.settings;
    return {
      consumer,
      lane,
      position: this.merge.position,
      head: Math.max(this.announced, this.highest, this.merge.position),
      ...(this.stop ? { stopped: this.stop } : {}),
    };
  }

  /**
   * This process is the active one: goes on from the consumer's checkpoint.
   * @param countedForgeries as an earlier process left them; those that are not acknowledged stop the lane
   */
  begin(checkpoint: number, starts: ReadonlyMap<number, Resume>, countedForgeries: readonly string[]): void {
    const { consumer, acknowledgedForgeries } = this.settings;
    if (countedForgeries.some((place) => !acknowledgedForgeries.has(place))) {
      this.countedForgeries = countedForgeries;
      this.fail(new ForgeryCounted(consumer, countedForgeries));
    }
    this.merge = new PositionMerge(checkpoint);
    this.highest = checkpoint;
    this.conflict = undefined;
    this.lackingSince = undefined;
    this.paused.clear();
    this.partitions.clear();
    for (const [partition, start] of starts) this.partitions.set(partition, new PartitionProgress(start));
    this.movedAt = performance.now();
    this.active = this.stop === undefined;
    if (this.active) this.running = this.run().catch((error: unknown) => this.fail(asError(error)));
    this.notify();
  }

  /** Another process is the active one, or this one ends. Resolves when the handler has returned. */
  async end(): Promise<void> {
    this.active = false;
    this.wake();
    await this.running;
    this.notify();
  }

  fail(error: Error): void {
    if (this.stop) return;
    this.stop = error;
    this.active = false;
    this.settings.pause([...this.partitions.keys()]);
    this.wake();
    this.notify();
    this.settings.stopped(this.state());
  }

  /** Takes in what one partition gave; resolves when what is none of the owner's has been set aside. */
  async receive(partition: number, messages: readonly KafkaMessage[]): Promise<void> {
    const progress = this.partitions.get(partition);
    if (!this.active || !progress) return;
    const strangers: SetAside[] = [];
    for (const message of messages) {
      const offset = Number(message.offset);
      const acknowledged = this.settings.acknowledgedForgeries.has(`${this.settings.topic}-${partition}@${offset}`);
      const delivery = acknowledged ? 'forged-position' : readMessage(this.settings.context, message);
      if (typeof delivery === 'string') {
        progress.read(offset, undefined);
        strangers.push({ reason: delivery, partition, offset });
        continue;
      }
      progress.read(offset, delivery.position);
      this.highest = Math.max(this.highest, delivery.position);
      this.conflict ??= this.merge.offer({ delivery, place: { partition, offset } });
    }
    progress.effected(this.merge.position);
    this.balance();
    this.wake();
    this.notify();
    await this.setAside(strangers);
  }

  /** The relay says that the log has reached this position. */
  announce(position: number): void {
    this.announced = Math.max(this.announced, position);
    this.wake();
  }

  /**
   * Up to here the owner has spoken for the log, in its own topic or its feed. Nothing further is handed over: whoever
   * writes the next position before the owner does meets the genuine one while both still wait.
   */
  private get vouched(): number {
    return Math.max(this.announced, this.shown);
  }

  /** @param ends the offset after the last message of each partition. @throws why the lane stands still */
  async untilEffected(ends: ReadonlyMap<number, number>, closing: () => boolean): Promise<void> {
    const behind = () =>
      [...ends].some(([partition, end]) => (this.partitions.get(partition)?.committable.offset ?? -1) < end);
    while (behind() && !closing()) {
      if (this.stop) throw this.stop;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
    if (this.stop && behind()) throw this.stop;
  }

  /** Stops the lane when there is more and nothing moved for so long. */
  watch(stallMs: number): void {
    const { position } = this.state();
    const head = this.vouched;
    const still = performance.now() - this.movedAt;
    // What nobody speaks for may be a stranger's, and is asked for until the owner answers.
    if (!this.active || head <= position) this.movedAt = performance.now();
    else if (still > stallMs)
      this.fail(new LaneStalled(this.settings.context, position, head, Math.round(still / 1_000), this.feedError));
  }

  /** Pauses once more what was paused: a client that joined anew has forgotten it. */
  pauseAgain(): void {
    if (this.stop) this.settings.pause([...this.partitions.keys()]);
    else if (this.paused.size > 0) this.settings.pause([...this.paused]);
  }

  private async run(): Promise<void> {
    while (this.active) {
      if (this.conflict) await this.judge(this.conflict);
      const deliveries = this.merge.next(EVENTS_PER_BATCH, this.vouched);
      if (deliveries.length === 0) {
        await this.rest();
        continue;
      }
      const upTo = deliveries.at(-1)!.position;
      await this.settings.handOver({ lane: this.settings.context, upTo, deliveries });
      if (this.stop) return;
      this.merge.handedOver(upTo);
      this.movedAt = performance.now();
      if (!this.feedLeads) this.lackingSince = undefined;
      for (const progress of this.partitions.values()) progress.effected(upTo);
      this.balance();
      this.settings.moved();
      this.notify();
    }
  }

  /** Nothing can be handed over now. A position that others have passed is asked for once it is late. */
  private async rest(): Promise<void> {
    const lacking = this.state().head > this.merge.position;
    this.lackingSince = lacking ? (this.lackingSince ?? performance.now()) : undefined;
    const left = lacking ? this.lackingSince! + this.settings.gapMs - performance.now() : Infinity;
    if (left <= 0) {
      await this.fill();
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = left === Infinity ? undefined : setTimeout(resolve, left);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (!this.active) this.wake();
    });
  }

  private async fill(): Promise<void> {
    const { feed, context } = this.settings;
    // Only what had come before the question can be judged by the answer.
    const suspects = this.merge.positions();
    const { announced, highest } = this;
    let lastAsked = this.merge.position;
    this.feedLeads = false;
    try {
      for (;;) {
        const page = await feed.read(context, lastAsked, EVENTS_PER_PAGE);
        this.feedError = undefined;
        for (const delivery of page) this.conflict ??= this.merge.offer({ delivery });
        lastAsked = page.at(-1)?.position ?? lastAsked;
        this.shown = Math.max(this.shown, lastAsked);
        if (page.length < EVENTS_PER_PAGE) break;
        // A page that reaches what waits already has closed the gap.
        if (suspects.some((position) => position <= lastAsked) || !this.active) return;
        this.feedLeads = this.merge.count >= WINDOW;
        if (this.feedLeads) return;
      }
    } catch (error) {
      this.feedError = error;
      this.lackingSince = performance.now();
      return;
    }
    // The log ended here after all of these had come: nobody but a forger knows more.
    if (this.announced === announced) this.announced = Math.min(announced, lastAsked);
    await this.setAsideBeyond(lastAsked, suspects);
    if (this.highest === highest) this.highest = Math.max(this.merge.position, lastAsked, ...this.merge.positions());
    this.lackingSince = performance.now();
  }

  private async setAsideBeyond(end: number, suspects: readonly number[]): Promise<void> {
    const places = suspects
      .filter((position) => position > end)
      .flatMap((position) => this.merge.drop(position)?.place ?? []);
    await this.setAside(places.map((place) => ({ reason: 'beyond-the-log', ...place })));
    // It made the partition seem far ahead.
    for (const { partition } of places) this.partitions.get(partition)!.last = this.merge.position;
    this.balance();
  }

  private async setAside(strangers: readonly SetAside[]): Promise<void> {
    if (strangers.length === 0) return;
    await this.settings.setAside(strangers);
    for (const [partition, progress] of this.partitions) {
      const offsets = strangers.filter((one) => one.partition === partition).map(({ offset }) => offset);
      progress.settle(new Set(offsets), this.merge.position);
    }
    this.notify();
  }

  /** @throws ForgedPosition always: a lane with two truths stands still until someone has looked */
  private async judge(conflict: Conflict): Promise<never> {
    const { feed, context, topic } = this.settings;
    const { position } = conflict.first.delivery;
    const [genuine] = await feed.read(context, position - 1, 1).catch((cause: unknown) => {
      throw new Error(`position ${position} is claimed twice, and the owner's feed does not answer`, { cause });
    });
    const verdict = judged(topic, conflict, genuine?.position === position ? genuine.bytes : undefined);
    const places = verdict.forged.flatMap(({ place }) => place ?? []);
    if (verdict.forgedHandedOver) this.countedForgeries = verdict.places;
    await this.setAside(places.map((place) => ({ reason: 'forged-position', ...place })));
    throw verdict;
  }

  /** Who is far ahead waits; who holds the next position never does. */
  private balance(): void {
    const { position } = this.merge;
    const full = this.merge.waitingSize > MOST_CHARACTERS_WAITING;
    const pause: number[] = [];
    const resume: number[] = [];
    for (const [partition, { last }] of this.partitions) {
      const ahead = last > position + WINDOW || (full && last > position);
      if (ahead && !this.paused.has(partition)) pause.push(partition);
      else if (this.paused.has(partition) && !full && last <= position + WINDOW / 2) resume.push(partition);
    }
    for (const partition of pause) this.paused.add(partition);
    for (const partition of resume) this.paused.delete(partition);
    if (pause.length > 0) this.settings.pause(pause);
    if (resume.length > 0 && !this.stop) this.settings.resume(resume);
  }

  private notify(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
