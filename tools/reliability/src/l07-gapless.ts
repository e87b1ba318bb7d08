import type { EventStore, SequencedEvent } from '@tung-nha/event-store';
import { createHash } from 'node:crypto';
import { type Chance, chanceOf, turn } from './chance.js';
import { type Child, startChild } from './child.js';
import { type Address, openStore } from './places.js';
import { above, exactly, type Figures, prefixed, type Setting, sized, type Trial } from './report.js';
import { earlyPositions } from './twins.js';
import { type Writing, writeStreams } from './write-streams.js';

const WRITERS = 32;
const EVENTS = 100_000;
const ROUNDS = 20;
const CONTROL_EVENTS = 3_200;
const POLLS_PER_STOP = 300;
const PAGE = 1_000;
/** In one round. */
const MOST_REFUSED = 50;

/** Whoever has read up to p has seen every event up to p, for ever. */
export const l07: Trial = {
  name: 'L07',
  opens: ['event-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    gaps: exactly(0),
    out_of_order: exactly(0),
    missing: exactly(0),
    reread_equal: exactly(1),
    control_gaps: above(0),
  },
  async run({ place, drop, scale, seed }: Setting): Promise<Figures> {
    const rounds = sized(ROUNDS, scale);
    const events = Math.min(EVENTS, sized(EVENTS * ROUNDS, scale, WRITERS));
    const seen = { gaps: 0, out_of_order: 0, missing: 0, reread_equal: 1, events: 0, reads_refused: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      const address = await place();
      const watch = await watchChildren(address, events, chanceOf(seed, round), seed + round);
      seen.gaps += watch.gaps;
      seen.out_of_order += watch.outOfOrder;
      seen.missing += watch.missingOf(events);
      seen.events += watch.seen;
      seen.reads_refused += watch.refused;
      if (!(await readsTheSame(address, watch))) seen.reread_equal = 0;
      await drop();
    }
    const control = await watchTwin(await place(), chanceOf(seed, 0), seed);
    const found = { gaps: control.gaps, missing: control.missingOf(CONTROL_EVENTS) };
    return { writers: WRITERS, rounds, ...seen, ...prefixed('control_', found) };
  },
};

/** Writers in processes of their own, stopped and woken at random: a commit then takes as long as the stop. */
async function watchChildren(address: Address, events: number, chance: Chance, seed: number): Promise<Watch> {
  // Reading must find the files: the first store that opens makes them.
  await (await openStore(address)).close();
  const processes = address.adapter === 'sqlite' ? 1 : 4;
  const children = Array.from({ length: processes }, (_, n) => {
    const writers = numbers(WRITERS).filter((writer) => writer % processes === n);
    return startChild({ program: 'writer', settings: { address, writing: writingOf(writers, events, seed) } });
  });
  const stopper = new Stopper(children, chance);
  let writing = true;
  const done = Promise.all(children.map(({ ended }) => ended)).then((ends) => {
    writing = false;
    return ends;
  });
  const reader = await openStore(address, { readOnly: true });
  const watch = new Watch();
  await watch.follow(
    reader,
    () => writing,
    chance,
    () => stopper.step(),
    () => stopper.wakeAll(),
  );
  stopper.wakeAll();
  await reader.close();
  const failed = (await done).filter(({ code }) => code !== 0);
  if (failed.length > 0) throw new Error(`${failed.length} writers failed`);
  return watch;
}

/** The same writers and the same reader, with the bug most often shipped. */
async function watchTwin(address: Address, chance: Chance, seed: number): Promise<Watch> {
  const store = await openStore(address);
  const twin = earlyPositions(store, chance);
  let writing = true;
  const written = writeStreams(twin, writingOf(numbers(WRITERS), CONTROL_EVENTS, seed)).finally(() => {
    writing = false;
  });
  const watch = new Watch();
  await watch.follow(twin, () => writing, chance);
  await written;
  await store.close();
  return watch;
}

async function readsTheSame(address: Address, watch: Watch): Promise<boolean> {
  const reader = await openStore(address, { readOnly: true });
  const again = new Watch();
  await again.follow(
    reader,
    () => false,
    () => PAGE - 1,
  );
  await reader.close();
  return again.digest() === watch.digest();
}

/** Counts what a reader must never see. */
class Watch {
  gaps = 0;
  outOfOrder = 0;
  seen = 0;
  refused = 0;
  private position = 0;
  private readonly versions = new Map<string, number>();
  private readonly hash = createHash('sha256');

  /** Polls until nobody writes any more and a page comes empty. */
  async follow(
    store: EventStore,
    writing: () => boolean,
    chance: Chance,
    step = () => {},
    whenRefused = () => {},
  ): Promise<void> {
    while (this.refused < MOST_REFUSED) {
      const last = !writing();
      const page = await store.readAll(this.position, 1 + chance(PAGE)).catch(orRefused);
      if (!page) {
        // A writer that was stopped while it held the log keeps SQLite's reader waiting until it gives up: woken, it lets go.
        this.refused += 1;
        whenRefused();
        continue;
      }
      for (const event of page) this.see(event);
      if (page.length === 0 && last) return;
      step();
      await turn();
    }
    throw new Error(`${MOST_REFUSED} reads refused`);
  }

  missingOf = (events: number) => Math.abs(events - this.seen);
  digest = () => this.hash.copy().digest('hex');

  private see({ position, bytes, envelope: { subject, streamversion } }: SequencedEvent): void {
    if (position > this.position) this.gaps += position - this.position - 1;
    const next = (this.versions.get(subject) ?? 0) + 1;
    if (position <= this.position || streamversion !== next) this.outOfOrder += 1;
    this.versions.set(subject, streamversion);
    this.hash.update(`${position} ${bytes}\n`);
    this.position = position;
    this.seen += 1;
  }
}

/** An answer that did not come is no wrong answer; anything else is. */
function orRefused(error: unknown): undefined {
  if (!/locking protocol|database is locked/.test(String(error))) throw error;
}

/** Stops one process at a time, for some hundred polls of the reader. */
class Stopper {
  private stopped: Child | undefined;
  private polls = 0;

  constructor(
    private readonly children: readonly Child[],
    private readonly chance: Chance,
  ) {}

  step(): void {
    this.polls -= 1;
    if (this.stopped && this.polls <= 0) this.wakeAll();
    else if (!this.stopped && this.chance(POLLS_PER_STOP) === 0) {
      this.stopped = this.children[this.chance(this.children.length)]!;
      this.stopped.process.kill('SIGSTOP');
      this.polls = 1 + this.chance(POLLS_PER_STOP);
    }
  }

  wakeAll(): void {
    this.stopped?.process.kill('SIGCONT');
    this.stopped = undefined;
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Shares that add up to all events, whichever process a writer is in. */
const writingOf = (writers: readonly number[], events: number, seed: number): Writing => ({
  seed,
  writers: writers.map((writer) => ({
    writer,
    events: Math.floor(events / WRITERS) + (writer < events % WRITERS ? 1 : 0),
  })),
});
