import { addDays, localDate, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { fillLog, residentMb } from '@tung-nha/load';
import { demoIn, referenceOf } from '@tung-nha/platform';
import { placesOf } from '@tung-nha/presets';
import { openEmbedded, openProjections } from '@tung-nha/presets/embedded';
import type { Progress } from '@tung-nha/progress-service';
import { type Line, perSecond, quantiles, timed } from './report.js';

/** Events that cost nothing to make, in a store of their own. */
export const fillForRebuild = (folder: string, events: number) => fillLog(folder, { households: 1, events });

/** What folding a log costs: seconds, memory, and how long readers wait meanwhile. */
export async function measureRebuild(folder: string): Promise<Line[]> {
  const embedded = openEmbedded(folder);
  const { to } = demoIn(folder)!;
  const { province } = placesOf(await referenceOf(embedded), localDate.parse(to));
  const { progress, reference } = await openProjections(embedded);
  for (const event of await embedded.stores['team-organisation'].readAll(0, 10_000))
    reference.apply({ upTo: event.position, deliveries: [event] });
  const total = await embedded.stores['field-activity'].head();
  const rebuild = await measuredRebuild(progress);
  const lines: Line[] = [
    {
      what: `all views from ${total.toLocaleString('en')} events`,
      figure: `${(rebuild.ms / 1_000).toFixed(1)} s, ${perSecond(total, rebuild.ms)}; ${(rebuild.cpuMs / 1_000).toFixed(1)} s of CPU`,
      yardstick: `longest wait of a reader ${rebuild.longestWaitMs.toFixed(0)} ms, p99 ${rebuild.waitP99Ms.toFixed(1)} ms`,
      ratio: `${((rebuild.cpuMs * 1_000) / total).toFixed(1)} µs an event`,
    },
    {
      what: `rows in memory: ${progress.current.columns.rowCount.toLocaleString('en')}`,
      figure: `peak ${rebuild.peakMb.toFixed(0)} MB, before ${rebuild.beforeMb.toFixed(0)} MB`,
      yardstick: 'whole process, without the pages of mapped files',
      ratio: '',
    },
    ...views(progress, province, to),
  ];
  await embedded.close();
  return lines;
}

async function measuredRebuild(progress: Progress) {
  const waits: number[] = [];
  let peak = 0;
  let done = false;
  const beforeMb = residentMb();
  const watch = (async () => {
    for (let last = performance.now(); !done; last = performance.now()) {
      await new Promise((resolve) => setImmediate(resolve));
      waits.push(performance.now() - last);
      if (waits.length % 16 === 0) peak = Math.max(peak, residentMb());
    }
  })();
  const cpu = process.cpuUsage();
  const ms = await timed(() => progress.rebuild());
  const { user, system } = process.cpuUsage(cpu);
  done = true;
  await watch;
  return {
    ms,
    cpuMs: (user + system) / 1_000,
    longestWaitMs: waits.reduce((most, wait) => Math.max(most, wait), 0),
    waitP99Ms: quantiles(waits).p99,
    peakMb: peak,
    beforeMb,
  };
}

function views(progress: Progress, province: UnitId, to: LocalDate): Line[] {
  const from = localDate.parse('2025-01-01');
  const today = { from, on: to, known: to, map: to };
  const children = progress.views.view(province, today)!.children.map(({ unit }) => unit.id);
  const line = (what: string, ask: (n: number) => unknown): Line => {
    const times = Array.from({ length: 200 }, (_, n) => {
      const start = performance.now();
      ask(n);
      return performance.now() - start;
    });
    const { p50, p99 } = quantiles(times);
    return {
      what,
      figure: `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
      yardstick: `first ${times[0]!.toFixed(1)} ms`,
      ratio: '',
    };
  };
  return [
    line("province, today's view", () => progress.views.view(province, today)),
    line("its children in turn, today's view", (n) => progress.views.view(children[n % children.length]!, today)),
    line('province, another on and known each time', (n) => {
      const on = addDays(to, -3 * n);
      return progress.views.view(province, { from: addDays(on, -90), on, known: addDays(on, n % 30), map: to });
    }),
    line('province, the maps in turn', (n) =>
      progress.views.view(province, {
        ...today,
        map: localDate.parse(['2023-04-10', '2025-01-01', '2025-07-01'][n % 3]),
      }),
    ),
  ];
}
