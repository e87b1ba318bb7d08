import {
  type Ask,
  fillLog,
  type Measured,
  serve,
  type Served,
  startLoad,
  tellingsOf,
  todaysViews,
} from '@tung-nha/load';
import type { Progress } from '@tung-nha/progress-service';
import { Problem } from '@tung-nha/service-runtime';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const EVENTS = 1_000_000;
/** A rebuild that lasts for some seconds, else the control could not be told from the real one. */
const FEWEST_EVENTS = 400_000;
const SIMULATED_HOUSEHOLDS = 500;
const READERS = 4;
/** Each makes two events or more, so that at least 200 arrive in a second. */
const VISITS_PER_SECOND = 100;
const VISITS = 1_000;
const TOO_LONG_S = 1;

/** Views are answered while they are made anew and events arrive, and then say what the log says. */
export const l23: Trial = {
  name: 'L23',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  demands: {
    equal: exactly(1),
    reads_unavailable_s: exactly(0),
    reads_refused: exactly(0),
    visits_refused: exactly(0),
    arrived: above(0),
    control_reads_unavailable_s: above(0),
  },
  async run({ place, scale }: Setting): Promise<Figures> {
    const { folder } = (await place()) as { folder: string };
    const events = sized(EVENTS, scale, FEWEST_EVENTS);
    const { simulated } = await fillLog(folder, { households: SIMULATED_HOUSEHOLDS, events });
    const served = await serve(folder);
    try {
      const real = await rebuildUnderLoad(served, simulated, 'real', (progress) => progress.rebuild());
      const live = await served.platform.progress.current.store.digest();
      const again = await served.platform.progress.rebuild();
      const control = await rebuildUnderLoad(served, simulated, 'control', closedMeanwhile);
      return {
        events: again.events,
        equal: Number(live === again.digest),
        reads_unavailable_s: tooLong(real.reads),
        longest_wait_ms: Math.round(real.reads.longestGapMs),
        read_p50_ms: Number(real.reads.latency.p50Ms.toFixed(1)),
        read_p99_ms: Number(real.reads.latency.p99Ms.toFixed(1)),
        reads: real.reads.answered,
        reads_refused: refused(real.reads),
        rebuild_s: real.rebuildS,
        arrived: real.arrived,
        arrived_per_s: Math.round(real.arrived / real.rebuildS),
        visits_refused: refused(real.visits),
        control_reads_unavailable_s: tooLong(control.reads),
      };
    } finally {
      await served.platform.close();
    }
  },
};

interface UnderLoad {
  readonly reads: Measured;
  readonly visits: Measured;
  readonly rebuildS: number;
  /** Events while it went on. */
  readonly arrived: number;
}

async function rebuildUnderLoad(
  { platform, embedded, province, today, url, token }: Served,
  simulated: number,
  run: string,
  rebuild: (progress: Progress) => Promise<unknown>,
): Promise<UnderLoad> {
  const store = embedded.stores['field-activity'];
  const views = todaysViews(platform.reference.register, province, today);
  const visits = (await tellingsOf(store, VISITS, simulated)).map(({ path, body }): Ask => ({ path, body: body! }));
  const load = { url, token, warmUpS: 0 };
  const reader = startLoad({ ...load, run: `${run}-reads`, asks: views, pace: { clients: READERS } });
  const writer = startLoad({ ...load, run: `${run}-visits`, asks: visits, pace: { perSecond: VISITS_PER_SECOND } });
  // Both are at work before it begins.
  await arrivals(store, 1);
  const before = await store.head();
  const begin = performance.now();
  await rebuild(platform.progress);
  const rebuildS = Number(((performance.now() - begin) / 1_000).toFixed(2));
  const arrived = (await store.head()) - before;
  // What arrives into the new one counts as what came before.
  await arrivals(store, 1);
  writer.stop();
  const told = await writer.measured;
  reader.stop();
  const reads = await reader.measured;
  await platform.settled();
  return { reads, visits: told, rebuildS, arrived };
}

/** Resolves when so many events more are stored. */
async function arrivals(store: Served['embedded']['stores']['field-activity'], count: number): Promise<void> {
  const until = (await store.head()) + count;
  while ((await store.head()) < until)
    await new Promise<void>((resolve) => {
      const forget = store.onAppend(() => (forget(), resolve()));
    });
}

/** The twin: nobody is let in until the new view is there. */
async function closedMeanwhile(progress: Progress): Promise<void> {
  const closed = (): never => {
    throw new Problem('NotYetHeard');
  };
  Object.defineProperty(progress, 'views', { configurable: true, get: closed });
  try {
    await progress.rebuild();
  } finally {
    Reflect.deleteProperty(progress, 'views');
  }
}

function tooLong({ longestGapMs }: Measured): number {
  const seconds = longestGapMs / 1_000;
  return seconds < TOO_LONG_S ? 0 : Number(seconds.toFixed(1));
}

const refused = ({ failed }: Measured) => Object.values(failed).reduce((sum, count) => sum + count, 0);
