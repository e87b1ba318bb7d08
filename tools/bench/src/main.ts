import 'reflect-metadata';
import { openMongoEventStore } from '@tung-nha/event-store/mongo';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { chromiumPath } from '@tung-nha/testing/chromium';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDeciding } from './deciding.js';
import { measureHttp } from './http.js';
import { fillForRebuild, measureRebuild } from './rebuild.js';
import { measureKafka } from './kafka.js';
import { measureKafkaLive } from './kafka-live.js';
import { measurePages } from './pages.js';
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
      data: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      'commands-per-second': { type: 'string', default: '200' },
    },
  });
  const wanted = (part: string) => values.measure === undefined && (values.only === undefined || values.only === part);
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  if (wanted('deciding')) print('Rules of a household', measureDeciding());
  if (wanted('sqlite')) await sqlite();
  if (wanted('mongo')) await mongo();
  if (wanted('rebuild')) await rebuild(Number(values.events));
  if (values.measure !== undefined) print('Rebuild of synthetic events', await measureRebuild(values.measure));
  if (wanted('kafka'))
    await kafka(Number(values.events), Number(values.seconds), Number(values['commands-per-second']));
  if (wanted('http')) await http(values);
  if (wanted('pages')) await pages(values);
  if (wanted('views')) print('Province, embedded', await measureViews(Number(values.households)));
}

async function http({ data, households, seconds }: { data?: string; households: string; seconds: string }) {
  const settings = { data, households: Number(households), seconds: Number(seconds) };
  print('HTTP, embedded', await measureHttp(settings));
}

async function pages({ data, households }: { data?: string; households: string }) {
  if (chromiumPath === undefined) {
    process.stdout.write('\nPages: skipped, no Chromium on this machine\n');
    return;
  }
  print('Pages, in Chromium, a cold cache each time', await measurePages({ data, households: Number(households) }));
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

const isAble = () =>
  ['java', 'mvn'].every((command) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0);

async function kafka(events: number, seconds: number, perSecond: number): Promise<void> {
  const named = process.env['KAFKA_BROKERS'];
  if (!named && !isAble()) {
    process.stdout.write('\nEvent bus on Kafka: skipped, no KAFKA_BROKERS and no Java with Maven\n');
    return;
  }
  const server = named ? undefined : await launch('kafka', /KAFKA_BROKERS=(\S+)/);
  const name = server ? 'one broker of Apache Kafka 4.1.1 on this machine' : 'the brokers of KAFKA_BROKERS';
  print(`Event bus: ${name}`, await measureKafka((named ?? server!.address).split(','), events));
  await server?.stop();
  const mongo = process.env['MONGODB_URI'];
  const ownMongo = mongo ? undefined : await launch('mongo', /MONGODB_URI=(\S+)/);
  const mongoName = mongo ? 'the server of MONGODB_URI' : 'mongo-java-server, in memory (not MongoDB)';
  const live = await measureKafkaLive(mongo ?? ownMongo!.address, seconds, perSecond);
  print(`Three services, distributed: ${name}; ${mongoName}`, live);
  await ownMongo?.stop();
}

async function mongo(): Promise<void> {
  const able = isAble();
  if (!process.env['MONGODB_URI'] && !able) {
    process.stdout.write(
      '\nEvent store on a MongoDB-protocol server: skipped, no MONGODB_URI and no Java with Maven\n',
    );
    return;
  }
  const server = process.env['MONGODB_URI'] ? undefined : await launch('mongo', /MONGODB_URI=(\S+)/);
  const uri = process.env['MONGODB_URI'] ?? server!.address;
  const store = await openMongoEventStore({ uri, database: `bench-${process.pid}` });
  const name = server ? 'mongo-java-server, in memory (not MongoDB)' : 'the server of MONGODB_URI';
  print(
    `Event store: ${name}`,
    await measureStore(store, { single: 500, concurrent: 6_400, imported: 20_000, reads: 500 }),
  );
  await store.close();
  await server?.stop();
}

async function launch(name: 'kafka' | 'mongo', said: RegExp) {
  const launcher = new URL(`../../launchers/${name}.mjs`, import.meta.url).pathname;
  const child = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const address = said.exec(String(line))?.[1];
  if (!address) throw new Error(`the ${name} launcher did not start a server`);
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
