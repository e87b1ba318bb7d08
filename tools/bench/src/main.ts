import 'reflect-metadata';
import { openMongoEventStore } from '@tung-nha/event-store/mongo';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDeciding } from './deciding.js';
import { fillForRebuild, measureRebuild } from './rebuild.js';
import { print } from './report.js';
import { measureStore } from './stores.js';
import { measureViews } from './views.js';

/** Ratios against yardsticks of the same run; only those travel to another machine (ENGINE). */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      households: { type: 'string', default: '20000' },
      only: { type: 'string' },
      events: { type: 'string', default: '300000' },
      measure: { type: 'string' },
    },
  });
  const wanted = (part: string) => values.measure === undefined && (values.only === undefined || values.only === part);
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  if (wanted('deciding')) print('Rules of a household', measureDeciding());
  if (wanted('sqlite')) await sqlite();
  if (wanted('mongo')) await mongo();
  if (wanted('rebuild')) await rebuild(Number(values.events));
  if (values.measure !== undefined) print('Rebuild of synthetic events', await measureRebuild(values.measure));
  if (wanted('views')) print('Province, embedded', await measureViews(Number(values.households)));
}

/** Filled here, measured in a process of its own, so that its memory is what the rebuild needs. */
async function rebuild(events: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  await fillForRebuild(folder, events);
  const program = `import(${JSON.stringify(import.meta.url)}).then(({ main }) => main(['--measure', ${JSON.stringify(folder)}]))`;
  spawnSync(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'inherit', 'inherit'] });
  rmSync(folder, { recursive: true });
}

async function sqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  const store = openSqliteEventStore({ folder });
  print(
    'Event store: SQLite',
    await measureStore(store, { single: 3_000, concurrent: 64_000, imported: 100_000, reads: 3_000 }),
  );
  await store.close();
  rmSync(folder, { recursive: true });
}

async function mongo(): Promise<void> {
  const able = ['java', 'mvn'].every((command) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0);
  if (!process.env['MONGODB_URI'] && !able) {
    process.stdout.write(
      '\nEvent store on a MongoDB-protocol server: skipped, no MONGODB_URI and no Java with Maven\n',
    );
    return;
  }
  const server = process.env['MONGODB_URI'] ? undefined : await launch();
  const uri = process.env['MONGODB_URI'] ?? server!.uri;
  const store = await openMongoEventStore({ uri, database: `bench-${process.pid}` });
  const name = server ? 'mongo-java-server, in memory (not MongoDB)' : 'the server of MONGODB_URI';
  print(
    `Event store: ${name}`,
    await measureStore(store, { single: 500, concurrent: 6_400, imported: 20_000, reads: 500 }),
  );
  await store.close();
  await server?.stop();
}

async function launch() {
  const launcher = new URL('../../launchers/mongo.mjs', import.meta.url).pathname;
  const child = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const uri = /MONGODB_URI=(\S+)/.exec(String(line))?.[1];
  if (!uri) throw new Error('the MongoDB-protocol server did not start');
  return {
    uri,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
