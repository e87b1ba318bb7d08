import type { SequencedEvent } from '@tung-nha/event-store';
import { type Child, startChild } from './child.js';
import { type Address, openStore } from './places.js';
import { above, exactly, type Figures, prefixed, type Setting, sized, type Trial } from './report.js';
import { ABOUT_TO_INSERT, type Sequencing } from './sequencing.js';

const STOPPED_MS = 15_000;
const CONTROL_STOPPED_MS = 1_000;
const STOPS_AT = [2, 5, 9];
const WRITERS = 4;
const EVENTS_PER_WRITER = 800;
const RIVAL_EVENTS_PER_WRITER = 200;
const PAGE = 1_000;

/**
 * A sequencer that sleeps between reading the order and adding to it, and wakes when others have gone on: it must find
 * itself refused. What a reader was given at a position before must be there for ever.
 */
export const l08: Trial = {
  name: 'L08',
  opens: ['event-store'],
  stores: ['mongo'],
  demands: {
    double_positions: exactly(0),
    gaps: exactly(0),
    missing: exactly(0),
    stops: above(0),
    taken_over: above(0),
    control_double_positions: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const stoppedMs = sized(STOPPED_MS, Math.min(1, scale), CONTROL_STOPPED_MS);
    const real = await sleepAndWake(await place(), { twin: false, stoppedMs, seed });
    const control = await sleepAndWake(await place(), { twin: true, stoppedMs: CONTROL_STOPPED_MS, seed });
    const { double_positions, missing } = control;
    return { stopped_ms: stoppedMs, ...real, ...prefixed('control_', { double_positions, missing }) };
  },
};

interface Sleeping {
  readonly twin: boolean;
  readonly stoppedMs: number;
  readonly seed: number;
}

async function sleepAndWake(address: Address, { twin, stoppedMs, seed }: Sleeping) {
  const watch = new Watch(address);
  let stops = 0;
  let takenOver = 0;
  let rivals = 0;
  let sleeping = Promise.resolve();
  const sleep = async (first: Child) => {
    first.process.kill('SIGSTOP');
    stops += 1;
    const until = performance.now() + stoppedMs;
    const before = await watch.readOn();
    const rival = settingsFor(address, twin, [], (rivals += 1) * WRITERS, RIVAL_EVENTS_PER_WRITER, seed);
    await startChild({ program: 'sequencer', settings: rival }).ended;
    takenOver += (await watch.readOn()) - before;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));
    first.process.kill('SIGCONT');
  };
  const first = startChild({
    program: 'sequencer',
    settings: settingsFor(address, twin, STOPS_AT, 0, EVENTS_PER_WRITER, seed),
    onLine: (line) => {
      if (line === ABOUT_TO_INSERT) sleeping = sleep(first);
    },
  });
  const { code } = await first.ended;
  await sleeping;
  if (code !== 0 && !twin) throw new Error(`the sequencer ended with ${code}`);
  const wanted = WRITERS * (EVENTS_PER_WRITER + rivals * RIVAL_EVENTS_PER_WRITER);
  return { stops, taken_over: takenOver, ...(await watch.compare(wanted)) };
}

const settingsFor = (
  address: Address,
  twin: boolean,
  stopsAt: readonly number[],
  from: number,
  events: number,
  seed: number,
): Sequencing => ({
  address,
  twin,
  stopsAt,
  writing: { seed, writers: Array.from({ length: WRITERS }, (_, n) => ({ writer: from + n, events })) },
});

/** One who reads on now and then, and remembers. */
class Watch {
  private readonly seen: SequencedEvent[] = [];

  constructor(private readonly address: Address) {}

  /** How many events it has been given so far. */
  async readOn(): Promise<number> {
    this.seen.push(...(await readAllOf(this.address, this.seen.at(-1)?.position ?? 0)));
    return this.seen.length;
  }

  /** With the order as it is in the end. */
  async compare(wanted: number) {
    await this.readOn();
    const final = await readAllOf(this.address, 0);
    const bytesAt = new Map(final.map(({ position, bytes }) => [position, bytes]));
    const changed = this.seen.filter(({ position, bytes }) => bytesAt.get(position) !== bytes).length;
    const repeated = final.length - new Set(final.map(({ bytes }) => bytes)).size;
    const gaps = final.filter(({ position }, at) => position !== at + 1).length;
    return {
      events: final.length,
      double_positions: changed + repeated,
      gaps,
      missing: Math.max(0, wanted - new Set(final.map(({ bytes }) => bytes)).size),
    };
  }
}

async function readAllOf(address: Address, after: number): Promise<SequencedEvent[]> {
  const store = await openStore(address, { readOnly: true });
  const events: SequencedEvent[] = [];
  for (;;) {
    const page = await store.readAll(events.at(-1)?.position ?? after, PAGE);
    if (page.length === 0) break;
    events.push(...page);
  }
  await store.close();
  return events;
}
