import { type Ask, startLoad, tokenOf } from '@tung-nha/load';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyRoute } from './http.js';
import type { Line } from './report.js';

/** Enough that two commands in flight seldom meet on one household. */
const HOUSEHOLDS = 1_000;
const WARM_UP_S = 3;
const READ_AT_ONCE = 1_000;
const TELLINGS = 2_000;

/** Commands at a steady pace over the gateway of three services, each asking its village's view until it holds what it said. */
export async function measureKafkaLive(mongo: string, seconds: number, perSecond: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  const system = await startDistributed(folder, mongo);
  try {
    const token = await tokenOf(system.url);
    const asks = await visitsIn(system.url, token);
    const empty = await emptyRoute(seconds);
    const load = { url: system.url, token, asks, pace: { perSecond }, warmUpS: WARM_UP_S, seconds };
    const lines: Line[] = [];
    // Five virtual machines that have just started compile beside the first commands.
    for (const when of ['right after the start', 'after these']) {
      const run = `live-${process.pid}-${lines.length}`;
      const { visible, latency, failed } = await startLoad({ ...load, run }).measured;
      const refused = Object.entries(failed).map(([why, count]) => `; FAILED ${count} × ${why}`);
      lines.push({
        what: `live command → visible in its village's view, ${perSecond} commands/s for ${seconds} s ${when}; load ${loadavg()[0]!.toFixed(1)}`,
        figure: `p50 ${visible.p50Ms.toFixed(0)} ms, p99 ${visible.p99Ms.toFixed(0)} ms; answered p50 ${latency.p50Ms.toFixed(0)} ms, p99 ${latency.p99Ms.toFixed(0)} ms${refused.join('')}`,
        yardstick: `empty Fastify route at 300/s: p50 ${empty.open.latency.p50Ms.toFixed(1)} ms, p99 ${empty.open.latency.p99Ms.toFixed(1)} ms`,
        ratio: (visible.p99Ms / empty.open.latency.p99Ms).toFixed(1),
      });
    }
    return lines;
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `npm run start:distributed` does. */
async function startDistributed(folder: string, mongo: string) {
  const program = new URL('../../start-distributed.mjs', import.meta.url).pathname;
  const env = { ...process.env, MONGODB_URI: mongo, DATA: folder, PORT: String(await freePort()) };
  const child = spawn(process.execPath, [program, '--households', String(HOUSEHOLDS)], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + String(chunk)).slice(-4_000);
      const found = /Từng Nhà: (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the services ended with ${code}: ${said}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

interface Page {
  readonly events: readonly {
    readonly event: { readonly type: string; readonly subject: string; readonly unit: string; readonly data: object };
  }[];
}

/** Visits of the log that may be told once more, as another record. */
async function visitsIn(url: string, token: string): Promise<Ask[]> {
  const asks: Ask[] = [];
  for (let after = 0; asks.length < TELLINGS; after += READ_AT_ONCE) {
    const answer = await fetch(`${url}/api/field-activity/events?after=${after}&limit=${READ_AT_ONCE}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { events } = (await answer.json()) as Page;
    for (const { event } of events)
      if (event.type === 'field-activity.household-visited')
        asks.push({
          path: `/api/${event.subject.replace('household/', 'field-activity/households/')}/visits`,
          body: event.data as Record<string, unknown>,
          view: `/api/progress/units/${event.unit}`,
        });
    if (events.length < READ_AT_ONCE) break;
  }
  return asks;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() =>
          typeof address === 'object' && address ? resolve(address.port) : reject(new Error('port')),
        );
      });
  });
