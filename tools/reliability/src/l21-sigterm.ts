import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { type Ask, fillLog, type Measured, startLoad, tellingsOf, tokenOf } from '@tung-nha/load';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Chance, chanceOf } from './chance.js';
import { sleep } from './kafka-place.js';
import { above, exactly, type Figure, type Figures, prefixed, type Setting, sized, type Trial } from './report.js';

const ROUNDS = 50;
const CONTROL_ROUNDS = 5;
const CLIENTS = 64;
const VISITS = 1_000;
const SIMULATED_HOUSEHOLDS = 300;
const LONGEST_EXIT_S = 30;
/** After so long at least, and less than as much more, it is told to end. */
const AT_WORK_MS = 500;

/** Told to end while 64 clients send commands: who was answered finds it kept, what is kept was answered. */
export const l21: Trial = {
  name: 'L21',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  demands: {
    lost: exactly(0),
    dropped_answers: exactly(0),
    exit_code: exactly(0),
    exit_s_most: (figure: Figure) => typeof figure === 'number' && figure <= LONGEST_EXIT_S,
    acknowledged: above(0),
    control_dropped_answers: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const { folder } = (await place()) as { folder: string };
    const { simulated } = await fillLog(folder, { households: SIMULATED_HOUSEHOLDS, events: 0 });
    const store = openSqliteEventStore({ folder: join(folder, 'field-activity'), readOnly: true });
    const visits = (await tellingsOf(store, VISITS, simulated)).map(({ path, body }): Ask => ({ path, body: body! }));
    await store.close();
    const rounds = sized(ROUNDS, scale, 3);
    const real = await endings(folder, visits, rounds, 'SIGTERM', chanceOf(seed));
    const control = await endings(folder, visits, CONTROL_ROUNDS, 'SIGKILL', chanceOf(seed, 1));
    const { lost, dropped_answers } = control;
    return { rounds, clients: CLIENTS, ...real, ...prefixed('control_', { lost, dropped_answers }) };
  },
};

async function endings(folder: string, visits: readonly Ask[], rounds: number, signal: NodeJS.Signals, chance: Chance) {
  const seen = { acknowledged: 0, lost: 0, dropped_answers: 0, exit_s_most: 0, exit_code: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { process: server, url } = await started(folder);
    const asks = { url, token: await tokenOf(url), run: `${signal.toLowerCase()}-${round}`, asks: visits };
    const load = startLoad({ ...asks, pace: { clients: CLIENTS }, warmUpS: 0, namesRecords: true });
    await load.begun;
    await sleep(AT_WORK_MS + chance(AT_WORK_MS));
    const begin = performance.now();
    const exited = once(server, 'exit');
    server.kill(signal);
    const [code] = (await exited) as [number | null];
    seen.exit_s_most = Math.max(seen.exit_s_most, Number(((performance.now() - begin) / 1_000).toFixed(2)));
    load.stop();
    const measured = await load.measured;
    const kept = await recordsIn(folder);
    seen.acknowledged += measured.acknowledged.length;
    seen.lost += lostOf(measured, kept);
    seen.dropped_answers += measured.unanswered.filter((record) => kept.has(record)).length;
    if (code !== 0) seen.exit_code = code ?? -1;
  }
  return seen;
}

const lostOf = ({ acknowledged }: Measured, kept: ReadonlySet<string>) =>
  acknowledged.filter((record) => !kept.has(record)).length;

/** The platform as `npm start` runs it, on a port of its own. */
async function started(folder: string): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const program = fileURLToPath(new URL('./main.js', import.meta.resolve('@tung-nha/platform')));
  const env = { ...process.env, DATA: folder, PORT: '0', NODE_ENV: 'test' };
  const server = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const killWithUs = () => server.kill('SIGKILL');
  process.once('exit', killWithUs);
  server.once('exit', () => process.off('exit', killWithUs));
  let text = '';
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the platform ended with ${code}: ${text}`)));
    server.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const url = /(http:\/\/\S+)/.exec(text)?.[1];
      if (url) resolve({ process: server, url });
    });
  });
}

const VISIT = /"visit":"(sig[a-z]+-\d+-\d+)"/;

/** The records of these clients that the log holds. */
async function recordsIn(folder: string): Promise<ReadonlySet<string>> {
  const store = openSqliteEventStore({ folder: join(folder, 'field-activity'), readOnly: true });
  const records = new Set<string>();
  for (let after = 0; ;) {
    const page = await store.readAll(after, 5_000);
    if (page.length === 0) break;
    for (const { bytes } of page) {
      const record = VISIT.exec(bytes)?.[1];
      if (record) records.add(record);
    }
    after = page.at(-1)!.position;
  }
  await store.close();
  return records;
}
