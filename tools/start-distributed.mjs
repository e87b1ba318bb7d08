// npm run start:distributed: Kafka and a MongoDB-protocol server unless KAFKA_BROKERS and MONGODB_URI name real ones,
// each service in a process of its own, one address with the pages. Ctrl-C ends all of it, in order.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startKafka } from './launchers/kafka.mjs';
import { ended, freePort } from './launchers/maven.mjs';
import { startMongo } from './launchers/mongo.mjs';
import { prepare } from './prepare.mjs';

const SERVICES = ['team-organisation', 'field-activity', 'progress'];
const READY_WITHIN_MS = 300_000;
const KILL_AFTER_MS = 30_000;

prepare();
const { values } = parseArgs({ options: { households: { type: 'string' } } });
const households = Number(values.households ?? 2_000);
const port = Number(process.env.PORT ?? 3_000);
const host = process.env.HOST ?? '127.0.0.1';
const folder = resolve(process.env.DATA ?? 'data-distributed');
const say = (text) => process.stderr.write(`${text}\n`);
const began = performance.now();

/** What is running, in the order in which it ends. */
const running = [];
let stopping;
const stop = (code = 0) =>
  (stopping ??= (async () => {
    for (const { name, end } of running.reverse())
      await end().catch((error) => say(`${name} did not end as it should: ${error.message}`));
    process.exit(code);
  })());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());

try {
  await start();
} catch (error) {
  if (!stopping) say(`Từng Nhà did not start: ${error.message}`);
  await stop(1);
}

async function start() {
  mkdirSync(folder, { recursive: true });
  const [brokers, mongo] = await servers();
  const platform = await import('../apps/platform/dist/index.js');
  const at = {
    mongo,
    databasePrefix: process.env.DATABASE_PREFIX ?? 'tung-nha-',
    kafka: { brokers: brokers.split(','), prefix: process.env.TOPIC_PREFIX ?? '' },
  };
  const { demo, opensAt, heads } = await platform.prepareDistributed(at, { folder, households }, progressLine());
  const addresses = Object.fromEntries(
    await Promise.all(SERVICES.map(async (name) => [name, `http://127.0.0.1:${await freePort()}`])),
  );
  const shared = {
    ...process.env,
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    MONGODB_URI: mongo,
    KAFKA_BROKERS: brokers,
    TEAM_ORGANISATION_URL: addresses['team-organisation'],
    FIELD_ACTIVITY_URL: addresses['field-activity'],
    ISSUER: 'local',
    ACCEPT_RECORDED_TIME: 'true',
    SHUTDOWN_WAIT_MS: '0',
    ...(demo ? { DEMO_DAY: demo.to, OPENS_AT: opensAt } : {}),
  };
  const own = {
    'team-organisation': { ISSUER_KEY_FILE: `${folder}/local-issuer.json` },
    'field-activity': { ISSUER_JWKS_URL: `${addresses['team-organisation']}/api/identity/jwks.json` },
    progress: { ISSUER_JWKS_URL: `${addresses['team-organisation']}/api/identity/jwks.json` },
  };
  for (const name of SERVICES) startService(name, { ...shared, ...own[name], PORT: new URL(addresses[name]).port });
  await Promise.all(SERVICES.map((name) => ready(name, addresses[name], heads)));
  const gateway = await platform.startGateway({ services: addresses, identity: 'team-organisation', port, host });
  running.push({ name: 'gateway', end: () => gateway.close() });
  say(`Từng Nhà: ${gateway.url}   (${((performance.now() - began) / 1_000).toFixed(1)} s, data in ${folder})`);
  for (const { name, pid } of running) if (pid) say(`  ${name.padEnd(18)} pid ${pid}`);
  if (demo) say(`Simulated figures; the demo stands on ${demo.to}.`);
}

/** Those that are named, else our own. */
async function servers() {
  const { KAFKA_BROKERS, MONGODB_URI } = process.env;
  const able = ['java', 'mvn'].every((program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0);
  if ((!KAFKA_BROKERS || !MONGODB_URI) && !able)
    throw new Error('without Java 17 and Maven, KAFKA_BROKERS and MONGODB_URI must name servers');
  const [mongo, kafka] = await Promise.all([
    MONGODB_URI ? undefined : startMongo({ file: `${folder}/mongo`, detached: true }),
    KAFKA_BROKERS ? undefined : startKafka({ directory: `${folder}/kafka`, detached: true }),
  ]);
  if (mongo) running.push({ name: 'mongo-java-server', pid: mongo.pid, end: mongo.stop });
  if (kafka) running.push({ name: 'Kafka', pid: kafka.pid, end: kafka.stop });
  return [KAFKA_BROKERS ?? kafka.brokers, MONGODB_URI ?? mongo.uri];
}

function startService(name, env) {
  const main = fileURLToPath(new URL(`../apps/${name}/dist/main.js`, import.meta.url));
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  child.once('exit', (code) => {
    if (stopping) return;
    say(`${name} ended with ${code}`);
    void stop(1);
  });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await ended(child);
    clearTimeout(late);
    if (child.signalCode === 'SIGKILL') throw new Error(`killed after ${KILL_AFTER_MS} ms`);
  };
  running.push({ name, pid: child.pid, end });
}

/** Counted everything that the logs hold. */
async function ready(name, address, heads) {
  const until = performance.now() + READY_WITHIN_MS;
  while (!stopping) {
    const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
    const { lanes = [] } = answer?.ok ? await answer.json() : {};
    if (lanes.length > 0 && lanes.every(({ lane, position }) => position >= heads[lane])) return;
    if (performance.now() > until) throw new Error(`${name} is not ready after ${READY_WITHIN_MS / 1_000} s`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** One line that is written over, on a terminal; else a line now and then. */
function progressLine() {
  let last = 0;
  return (step, progress) => {
    if (performance.now() - last < (process.stderr.isTTY ? 200 : 5_000)) return;
    last = performance.now();
    const text = progress ? `${step}: ${progress.households} of ${progress.of}, ${progress.day}` : `${step} …`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  };
}
