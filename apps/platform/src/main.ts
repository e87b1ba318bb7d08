import 'reflect-metadata';
import { systemClock } from '@tung-nha/kernel';
import { demoClock, placesOf } from '@tung-nha/presets';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { jsonLogger } from '@tung-nha/service-runtime';
import { FolderTaken } from '@tung-nha/sqlite';
import { SingleBar } from 'cli-progress';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demoIn, fillDemo, newDemo, referenceOf } from './demo.js';
import { readEnvironment } from './environment.js';
import { startPlatform } from './platform.js';

const DEMO_HOUSEHOLDS = 20_000;
const LINE_EVERY_MS = 5_000;

async function main(): Promise<void> {
  const { DATA, PORT, HOST, NODE_ENV, DEMO } = readEnvironment(process.env);
  if (NODE_ENV === 'production')
    throw new Error('the local issuer signs in without a password: NODE_ENV=production needs an OIDC issuer');
  const { values } = parseArgs({ options: { households: { type: 'string' } } });
  const started = performance.now();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const folder = resolve(DATA);
  const embedded = openEmbedded(folder);
  const empty = (await embedded.stores['team-organisation'].head()) === 0;
  const asked = householdsIn(values.households);
  let demo = demoIn(folder) ?? (DEMO && empty ? newDemo(asked ?? DEMO_HOUSEHOLDS) : undefined);
  if (demo && asked !== undefined && asked !== demo.households)
    say(`${folder} holds a demo of ${demo.households} households already; another size needs another folder (DATA).`);
  if (demo && !demo.complete) {
    say(
      `Filling ${folder} with real units and ${demo.households} simulated households (stop and start again at will) …`,
    );
    demo = await fillDemo(embedded, demo, progressLine());
  }
  const heard = await referenceOf(embedded);
  const places = demo && placesOf(heard, demo.to);
  const platform = await startPlatform({
    embedded,
    heard,
    clock: demo ? demoClock(demo) : systemClock,
    users: places?.users ?? [],
    ...(places ? { opensAt: places.province } : {}),
    acceptRecordedTime: true,
    port: PORT,
    host: HOST,
    logger: jsonLogger(),
  });
  say(`Từng Nhà: ${platform.url}   (${((performance.now() - started) / 1_000).toFixed(1)} s, data in ${folder})`);
  if (demo) say(`Simulated figures; the demo stands on ${demo.to}.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void platform.close().then(() => process.exit(0)));
}

function householdsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error('--households needs a whole number, up to 2,000,000');
  return Number(text);
}

/** A bar on a terminal; else a line now and then. */
function progressLine(): Parameters<typeof fillDemo>[2] {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{bar} {percentage}% | {step}: {value} of {total} | {day} | {eta_formatted} left',
        hideCursor: true,
        clearOnComplete: true,
      })
    : undefined;
  let last = 0;
  return (step, progress) => {
    if (bar && progress) {
      const { households, of, day } = progress;
      if (!bar.isActive) bar.start(of, households, { step, day });
      bar.update(households, { step, day });
      if (households === of) bar.stop();
      return;
    }
    if (progress && performance.now() - last < LINE_EVERY_MS) return;
    last = performance.now();
    const text = progress ? `${step}: ${progress.households} of ${progress.of}, ${progress.day}` : `${step} …`;
    process.stderr.write(`${text}\n`);
  };
}

main().catch((error: unknown) => {
  const why =
    error instanceof FolderTaken
      ? `${error.message}: is another server running on it?`
      : String((error as Error).message ?? error);
  process.stderr.write(`Từng Nhà did not start: ${why}\n`);
  process.exit(1);
});
