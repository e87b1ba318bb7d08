import { isThere, mongoPlaces, mongoServer, type Places, type Server, sqlitePlaces } from './places.js';
import { l01 } from './l01-kill.js';
import { l02 } from './l02-sync-order.js';
import { l07 } from './l07-gapless.js';
import { l07relay } from './l07-relay.js';
import { l08 } from './l08-woken-sequencer.js';
import { l09 } from './l09-one-winner.js';
import { l10 } from './l10-same-command.js';
import { l11 } from './l11-model.js';
import { l12 } from './l12-interleavings.js';
import { l13 } from './l13-disturbed-bus.js';
import { l14 } from './l14-killed-consumer.js';
import { l15 } from './l15-members.js';
import { l16 } from './l16-slow-handler.js';
import { l17 } from './l17-poison.js';
import { l18 } from './l18-broker-kill.js';
import { l20 } from './l20-half-open.js';
import { l21 } from './l21-sigterm.js';
import { l22 } from './l22-clock.js';
import { l23 } from './l23-rebuild-live.js';
import { l24 } from './l24-replay.js';
import { l38 } from './l38-both-shapes.js';
import { strangers } from './strangers.js';
import { brokenDemands, lineOf, type Trial } from './report.js';

const storeTrials = [l01, l02, l07, l07relay, l08, l09, l10, l11, l12, l13, l14];
const trials: readonly Trial[] = [...storeTrials, l15, l16, l17, l18, l20, l21, l22, l23, l24, l38, strangers];

interface Options {
  readonly wanted: readonly Trial[];
  readonly scale: number;
  readonly seed: number;
  readonly only: string | undefined;
}

/** `[L07 …] [--scale=0.1] [--seed=7] [--store=sqlite]`; the exit code is 1 when a demand of any test is broken. */
export async function main(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  let server: Promise<Server | undefined> | undefined;
  try {
    for (const trial of options.wanted)
      for (const store of trial.stores.filter((one) => !options.only || one === options.only)) {
        const missing = await missingFor(trial, store, () => (server ??= mongoServer()));
        if (typeof missing === 'string') console.log(`${trial.name} store=${store} skipped: ${missing}`);
        else await report(trial, store, missing, options);
      }
  } finally {
    await (await server)?.stop();
  }
}

function optionsOf(args: readonly string[]): Options {
  const option = (name: string) => args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  const names = args.filter((one) => !one.startsWith('--'));
  const unknown = names.filter((name) => !trials.some((trial) => trial.name === name));
  if (unknown.length > 0)
    throw new RangeError(`no test ${unknown.join(', ')}: ${trials.map(({ name }) => name).join(' ')}`);
  const scale = Number(option('scale') ?? 1);
  if (!(scale > 0 && scale <= 100)) throw new RangeError(`scale ${scale}`);
  return {
    wanted: names.length > 0 ? trials.filter(({ name }) => names.includes(name)) : trials,
    scale,
    seed: Number(option('seed') ?? 20_240_510),
    only: option('store'),
  };
}

async function missingFor(
  { program }: Trial,
  store: string,
  server: () => Promise<Server | undefined>,
): Promise<Places | string> {
  if (program && !isThere(program)) return `no ${program}`;
  if (store === 'sqlite') return sqlitePlaces();
  const running = await server();
  return running ? mongoPlaces(running.uri) : 'no MongoDB-protocol server';
}

async function report(trial: Trial, store: string, places: Places, { scale, seed }: Options): Promise<void> {
  const begin = performance.now();
  try {
    const figures = await trial.run({ place: places.place, drop: places.drop, scale, seed });
    const seconds = Number(((performance.now() - begin) / 1000).toFixed(1));
    const broken = brokenDemands(trial, figures);
    const verdict = broken.length > 0 ? ` FAILED: ${broken.join(' ')}` : '';
    console.log(`${lineOf(trial.name, { store, ...figures, seed, seconds })}${verdict}`);
    if (broken.length > 0) process.exitCode = 1;
  } catch (error) {
    console.log(`${trial.name} store=${store} seed=${seed} FAILED: ${String(error)}`);
    console.error(error);
    process.exitCode = 1;
  } finally {
    await places.drop();
  }
}
