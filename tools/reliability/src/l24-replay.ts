import { fillLog } from '@tung-nha/load';
import { openDatabase } from '@tung-nha/sqlite';
import { join } from 'node:path';
import { startChild } from './child.js';
import { exactly, above, type Figures, range, type Setting, sized, type Trial } from './report.js';

const EVENTS = 1_000_000;
const RUNS = 3;

/** What a process of one replay is told (`children/replayer.ts`), and what it says. */
export interface Replaying {
  readonly folder: string;
}
export interface Replayed {
  readonly events: number;
  readonly perSecond: number;
  readonly cpuUsPerEvent: number;
  readonly rssMb: number;
  readonly digest: string;
}

/** A long log is replayed from its first event, in processes of their own: the same each time, and fast. */
export const l24: Trial = {
  name: 'L24',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  demands: { digests: exactly(1), per_s: above(0), control_digests: exactly(2) },
  async run({ place, scale }: Setting): Promise<Figures> {
    const { folder } = (await place()) as { folder: string };
    const { simulated } = await fillLog(folder, { households: 1, events: sized(EVENTS, scale, 20_000) });
    const runs: Replayed[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await replay(folder));
    changeOneEvent(folder, simulated);
    const changed = await replay(folder);
    const most = (of: (run: Replayed) => number) => runs.reduce((one, run) => Math.max(one, of(run)), 0);
    return {
      events: range(runs.map(({ events }) => events)),
      runs: RUNS,
      per_s: most(({ perSecond }) => perSecond),
      cpu_us_per_event: range(runs.map(({ cpuUsPerEvent }) => cpuUsPerEvent)),
      rss_mb: most(({ rssMb }) => rssMb),
      digests: new Set(runs.map(({ digest }) => digest)).size,
      control_digests: new Set([runs[0]!.digest, changed.digest]).size,
    };
  },
};

async function replay(folder: string): Promise<Replayed> {
  let said: Replayed | undefined;
  const settings: Replaying = { folder };
  const { ended } = startChild({
    program: 'replayer',
    settings,
    onLine: (line) => (said = JSON.parse(line) as Replayed),
  });
  const { code } = await ended;
  if (code !== 0 || !said) throw new Error(`the replay ended with ${code}`);
  return said;
}

/** The control: behind everybody's back, one flow in the middle of the log becomes another. */
function changeOneEvent(folder: string, after: number): void {
  const database = openDatabase(join(folder, 'field-activity', 'events.sqlite'));
  const changed = database
    .prepare(
      `UPDATE events SET payload = replace(payload, '"kind":"visit"', '"kind":"guidance"')
       WHERE pos = (SELECT min(pos) FROM events WHERE pos > ? AND payload LIKE '%"kind":"visit"%') RETURNING pos`,
    )
    .all(after);
  database.close();
  if (changed.length !== 1) throw new Error('no event to change');
}
