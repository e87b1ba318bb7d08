import type { EventStore } from '@tung-nha/event-store';
import { openMongoEventStore } from '@tung-nha/event-store/mongo';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { type Ask, fillLog, tellingsOf, tokenOf } from '@tung-nha/load';
import { startSystem } from '@tung-nha/testing/system';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withServers } from './distributed-servers.js';
import { LANE } from './kafka-place.js';
import { type Address, openStore } from './places.js';

const SIMULATED_HOUSEHOLDS = 300;
const LOOK_AGAIN_MS = 20;

/** A process that takes commands, and what its log holds of them. */
export interface Endable {
  /** Visits that it would take. */
  readonly visits: readonly Ask[];
  /** It is ready for them. */
  start(): Promise<{ readonly process: ChildProcess; readonly url: string; readonly token: string }>;
  openLog(): Promise<EventStore>;
}

/** The platform as `npm start` runs it; or one process of field-activity among the services, as a rolling update ends it. */
export async function withEndable<Result>(
  address: Address,
  visits: number,
  work: (endable: Endable) => Promise<Result>,
): Promise<Result> {
  if (address.adapter === 'mongo') return withServers(address, () => withService(visits, work));
  const { folder } = address;
  const { simulated } = await fillLog(folder, { households: SIMULATED_HOUSEHOLDS, events: 0 });
  const log = { adapter: 'sqlite', folder: join(folder, LANE) } as const;
  return work({
    visits: await visitsIn(await openStore(log, { readOnly: true }), visits, simulated),
    start: async () => {
      const server = await started('@tung-nha/platform', { DATA: folder, PORT: '0', NODE_ENV: 'test' });
      return { ...server, token: await tokenOf(server.url) };
    },
    openLog: async () => openSqliteEventStore({ folder: log.folder, readOnly: true }),
  });
}

async function withService<Result>(visits: number, work: (endable: Endable) => Promise<Result>): Promise<Result> {
  const system = await startSystem({ households: SIMULATED_HOUSEHOLDS, shape: 'distributed' });
  try {
    const settings = system.distribution!.settingsOf(LANE);
    const log = { uri: settings['MONGODB_URI']!, database: `${settings['DATABASE_PREFIX']}${LANE}` };
    const openLog = () => openMongoEventStore(log);
    const store = await openLog();
    return await work({
      visits: await visitsIn(store, visits, await store.head()),
      start: async () => {
        const server = await started('@tung-nha/field-activity-app', settings);
        return { ...server, token: (await system.as('demo-province-admin')).token };
      },
      openLog,
    });
  } finally {
    await system.stop();
  }
}

async function visitsIn(store: EventStore, count: number, upTo: number): Promise<readonly Ask[]> {
  const tellings = await tellingsOf(store, count, upTo);
  await store.close();
  return tellings.map(({ path, body }) => ({ path, body: body! }));
}

/** The program of a package, on a port of its own, when it is ready. */
async function started(name: string, settings: Readonly<Record<string, string>>) {
  const program = fileURLToPath(new URL('./main.js', import.meta.resolve(name)));
  const env = { ...process.env, ...settings };
  const server = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const killWithUs = () => server.kill('SIGKILL');
  process.once('exit', killWithUs);
  server.once('exit', () => process.off('exit', killWithUs));
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${text}`)));
    server.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = /(http:\/\/[\w.:-]+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
  });
  while (!(await fetch(`${url}/health/ready`)).ok) await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
  return { process: server, url };
}
