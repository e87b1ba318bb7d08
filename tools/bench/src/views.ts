import { fillDemo, newDemo, referenceOf } from '@tung-nha/platform';
import { placesOf } from '@tung-nha/presets';
import { openEmbedded, openProjections } from '@tung-nha/presets/embedded';
import { addDays, localDate } from '@tung-nha/kernel';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, perSecond, quantiles, timed } from './report.js';

/** The way of a simulated province: recorded through the handlers, folded, asked. */
export async function measureViews(households: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  const embedded = openEmbedded(folder);
  const demo = newDemo(households);
  const filled = await timed(() => fillDemo(embedded, demo, () => {}));
  const events = await embedded.stores['field-activity'].head();
  const bytes = statSync(join(folder, 'field-activity', 'events.sqlite')).size;
  const lines: Line[] = [
    {
      what: `${households.toLocaleString('en')} households simulated through the handlers`,
      figure: `${events.toLocaleString('en')} events, ${(filled / 1_000).toFixed(1)} s, ${perSecond(events, filled)}`,
      yardstick: `${(bytes / events).toFixed(0)} bytes an event on disk`,
      ratio: '',
    },
  ];
  const { progress, reference } = await openProjections(embedded);
  const folded = await timed(() => progress.rebuild());
  lines.push({
    what: 'all views from the log',
    figure: `${(folded / 1_000).toFixed(1)} s, ${perSecond(events, folded)}`,
    yardstick: `peak memory ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB, whole process`,
    ratio: '',
  });
  const known = await referenceOf(embedded);
  for (const event of await embedded.stores['team-organisation'].readAll(0, 10_000))
    reference.apply({ upTo: event.position, deliveries: [event] });
  const { province } = placesOf(known, demo.to);
  const to = localDate.parse(demo.to);
  const samples = (ask: (n: number) => unknown) => {
    const times: number[] = [];
    for (let n = 0; n < 300; n += 1) {
      const start = performance.now();
      ask(n);
      times.push(performance.now() - start);
    }
    const { p50, p99 } = quantiles(times);
    return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
  };
  const from = localDate.parse('2025-01-01');
  const asked = { from, on: to, known: to, map: to };
  lines.push(
    {
      what: "province, today's view",
      figure: samples(() => progress.views.view(province, asked)),
      yardstick: 'asked 300 times',
      ratio: '',
    },
    {
      what: 'province, another on, known and map each time',
      figure: samples((n) => {
        const on = addDays(to, -n);
        return progress.views.view(province, {
          from: addDays(on, -90),
          on,
          known: addDays(to, -(n % 30)),
          map: addDays(to, -n * 2),
        });
      }),
      yardstick: 'asked 300 times',
      ratio: '',
    },
  );
  await embedded.close();
  rmSync(folder, { recursive: true });
  return lines;
}
