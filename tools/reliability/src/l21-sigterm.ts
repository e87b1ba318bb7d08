import type { EventStore } from '@tung-nha/event-store';
import { type Measured, startLoad } from '@tung-nha/load';
import { once } from 'node:events';
import { type Chance, chanceOf } from './chance.js';
import { type Endable, withEndable } from './ended-server.js';
import { sleep } from './kafka-place.js';
import { above, exactly, type Figure, type Figures, prefixed, type Setting, sized, type Trial } from './report.js';

const ROUNDS = 50;
const CONTROL_ROUNDS = 5;
const CLIENTS = 64;
const VISITS = 1_000;
const LONGEST_EXIT_S = 30;
/** After so long at least, and less than as much more, it is told to end. */
const AT_WORK_MS = 500;

/** Told to end while 64 clients send commands: who was answered finds it kept, what is kept was answered. */
export const l21: Trial = {
  name: 'L21',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    lost: exactly(0),
    dropped_answers: exactly(0),
    exit_code: exactly(0),
    exit_s_most: (figure: Figure) => typeof figure === 'number' && figure <= LONGEST_EXIT_S,
    acknowledged: above(0),
    control_dropped_answers: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const rounds = sized(ROUNDS, scale, 3);
    return withEndable(await place(), VISITS, async (endable) => {
      const real = await endings(endable, rounds, 'SIGTERM', chanceOf(seed));
      const control = await endings(endable, CONTROL_ROUNDS, 'SIGKILL', chanceOf(seed, 1));
      const { lost, dropped_answers } = control;
      return { rounds, clients: CLIENTS, ...real, ...prefixed('control_', { lost, dropped_answers }) };
    });
  },
};

async function endings({ visits, start, openLog }: Endable, rounds: number, signal: NodeJS.Signals, chance: Chance) {
  const seen = { acknowledged: 0, lost: 0, dropped_answers: 0, exit_s_most: 0, exit_code: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { process: server, url, token } = await start();
    const asks = { url, token, run: `${signal.toLowerCase()}-${round}`, asks: visits };
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
    const kept = await recordsIn(await openLog());
    seen.acknowledged += measured.acknowledged.length;
    seen.lost += lostOf(measured, kept);
    seen.dropped_answers += measured.unanswered.filter((record) => kept.has(record)).length;
    if (code !== 0) seen.exit_code = code ?? -1;
  }
  return seen;
}

const lostOf = ({ acknowledged }: Measured, kept: ReadonlySet<string>) =>
  acknowledged.filter((record) => !kept.has(record)).length;

const VISIT = /"visit":"(sig[a-z]+-\d+-\d+)"/;

/** The records of these clients that the log holds. */
async function recordsIn(store: EventStore): Promise<ReadonlySet<string>> {
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
