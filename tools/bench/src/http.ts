import {
  type Ask,
  askedBack,
  fillLog,
  type Load,
  type Measured,
  serve,
  type Served,
  type Spread,
  startLoad,
  tellingsOf,
  todaysViews,
} from '@tung-nha/load';
import { fastify } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from './report.js';

const CLIENTS = 64;
const TELLINGS = 4_000;
/** Of the commands one in so many asks for its view. */
const ONE_IN = 16;
const VIEWS_PER_SECOND = 300;
const ASKED_BACK_PER_SECOND = 20;
/** Each makes two events: what was done, and what it counts for. */
const VISITS_PER_SECOND = 50;
const WARM_UP_S = 2;

interface Settings {
  /** A finished demo; visits are added to it. One is made where none is named. */
  readonly data: string | undefined;
  readonly households: number;
  /** For each line, the warming up included. */
  readonly seconds: number;
}

/** The platform as it is started, asked by clients in processes of their own. */
export async function measureHttp({ data, households, seconds }: Settings): Promise<Line[]> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  if (data === undefined) await fillLog(folder, { households, events: 0 });
  const served = await serve(folder);
  const { platform, province, today } = served;
  const store = served.embedded.stores['field-activity'];
  const visits = await tellingsOf(store, TELLINGS, await store.head());
  const views = todaysViews(platform.reference.register, province, today);
  const server = new Server(served, seconds, () => store.head());

  const empty = await emptyRoute(seconds);
  const lines = [
    ...(await commands(server, visits, empty)),
    ...(await questions(server, { visits, views, back: askedBack(views, today) }, empty)),
  ];
  await platform.close();
  if (data === undefined) rmSync(folder, { recursive: true });
  return lines;
}

async function commands(server: Server, visits: readonly Ask[], empty: Empty): Promise<Line[]> {
  const yardstick = `empty Fastify route: ${rateOf(empty.closed)}, ${times(empty.closed.latency)}`;
  const line = (what: string, { measured: [commands], cpuMs, load }: Run, figure: string): Line => ({
    what: `${what}; ${load}`,
    figure: `${rateOf(commands!)}, ${figure}; ${cpuEach(cpuMs, commands!)} a command${failures(commands!)}`,
    yardstick,
    ratio: (commands!.answered / commands!.seconds / (empty.closed.answered / empty.closed.seconds)).toFixed(2),
  });
  const pace = { clients: CLIENTS };
  const some = visits.map((visit, n) => (n % ONE_IN === 0 ? visit : withoutView(visit)));
  const durable = await server.run({ run: 'some', asks: some, pace });
  const both = await server.run({ run: 'each', asks: visits, pace });
  const [first, second] = [durable.measured[0]!, both.measured[0]!];
  return [
    line(
      `HTTP command, durable, ${CLIENTS} clients; one in ${ONE_IN} asks its village's view for it`,
      durable,
      said(first),
    ),
    line('the same, each asks its view before the next command', both, said(second)),
  ];
}

const said = ({ latency, visible }: Measured) => `${times(latency)}; visible in the view ${times(visible)}`;

interface Asked {
  readonly visits: readonly Ask[];
  readonly views: readonly Ask[];
  readonly back: readonly Ask[];
}

/** Per-level views while events arrive: today's, then others, then both at once. */
async function questions(server: Server, { visits, views, back }: Asked, empty: Empty): Promise<Line[]> {
  const yardstick = `empty Fastify route at ${VIEWS_PER_SECOND}/s: ${times(empty.open.latency)}`;
  const arriving = { run: 'arriving', asks: visits.map(withoutView), pace: { perSecond: VISITS_PER_SECOND } };
  const today = { run: 'today', asks: views, pace: { perSecond: VIEWS_PER_SECOND } };
  const other = { run: 'back', asks: back, pace: { perSecond: ASKED_BACK_PER_SECOND } };
  const line = (what: string, run: Run, of: number): Line => {
    const measured = run.measured[of]!;
    const others = run.measured.filter((_, index) => index !== of);
    return {
      what: `${what}; ${run.load}`,
      figure: `${times(measured.latency)}; ${(run.cpuMs / (run.seconds * 10)).toFixed(0)} % of a core${failures(measured, ...others)}`,
      yardstick,
      ratio: (measured.latency.p99Ms / empty.open.latency.p99Ms).toFixed(1),
    };
  };
  const alone = await server.run({ ...today, run: 'alone' });
  const first = await server.run(today, { ...arriving, run: 'arriving-1' });
  const second = await server.run(other, { ...arriving, run: 'arriving-2' });
  const both = await server.run(today, other, { ...arriving, run: 'arriving-3' });
  return [
    line(`today's views of province, districts, communes at ${VIEWS_PER_SECOND}/s, nothing arrives`, alone, 0),
    line(`the same while ${arrivalOf(first)} events/s arrive`, first, 0),
    line(
      `another on, known and map each time at ${ASKED_BACK_PER_SECOND}/s while ${arrivalOf(second)} events/s arrive`,
      second,
      0,
    ),
    line("both at once: today's views", both, 0),
    line('both at once: another on, known and map', both, 1),
  ];
}

interface Run {
  readonly measured: readonly Measured[];
  readonly cpuMs: number;
  readonly seconds: number;
  readonly events: number;
  /** What the machine did meanwhile. */
  readonly load: string;
}

/** The platform of this process, under some loads at once. */
class Server {
  private runs = 0;

  constructor(
    private readonly served: Pick<Served, 'url' | 'token'>,
    private readonly seconds: number,
    private readonly head: () => Promise<number>,
  ) {}

  async run(...loads: readonly Pick<Load, 'run' | 'asks' | 'pace'>[]): Promise<Run> {
    const { seconds } = this;
    const { url, token } = this.served;
    this.runs += 1;
    const before = await this.head();
    const cpu = process.cpuUsage();
    const begin = performance.now();
    // A run's ids are its own in a folder that was measured before, too.
    const own = `${process.pid}-${before}-${this.runs}`;
    const running = loads.map((load) =>
      startLoad({ ...load, run: `${load.run}-${own}`, url, token, seconds, warmUpS: WARM_UP_S }),
    );
    const measured = await Promise.all(running.map((one) => one.measured));
    const { user, system } = process.cpuUsage(cpu);
    return {
      measured,
      cpuMs: (user + system) / 1_000,
      seconds: (performance.now() - begin) / 1_000,
      events: (await this.head()) - before,
      load: `load ${loadavg()[0]!.toFixed(1)}`,
    };
  }
}

export interface Empty {
  readonly closed: Measured;
  readonly open: Measured;
}

/** The yardstick: what Fastify and these clients reach with nothing to do, in this process as the platform is. */
export async function emptyRoute(seconds: number): Promise<Empty> {
  const app = fastify();
  app.get('/', async () => ({}));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const load = { url, token: '', run: 'empty', asks: [{ path: '/' }], warmUpS: WARM_UP_S, seconds };
  const closed = await startLoad({ ...load, pace: { clients: CLIENTS } }).measured;
  const open = await startLoad({ ...load, pace: { perSecond: VIEWS_PER_SECOND } }).measured;
  await app.close();
  return { closed, open };
}

const withoutView = ({ view: _, ...visit }: Ask): Ask => visit;
const rateOf = ({ answered, seconds }: Measured) => `${Math.round(answered / seconds).toLocaleString('en')}/s`;
const times = ({ p50Ms, p99Ms }: Spread) => `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
const arrivalOf = ({ events, seconds }: Run) => Math.round(events / seconds);

/** The warming up is part of the CPU, so it is part of what it is divided by. */
const cpuEach = (cpuMs: number, { answered, seconds }: Measured) =>
  `${(cpuMs / ((answered * (seconds + WARM_UP_S)) / seconds)).toFixed(2)} ms of CPU`;

function failures(...runs: readonly Measured[]): string {
  const failed = runs.flatMap((run) => Object.entries(run.failed).map(([why, count]) => `${count} × ${why}`));
  return failed.length === 0 ? '' : `; FAILED ${failed.join(', ')}`;
}
