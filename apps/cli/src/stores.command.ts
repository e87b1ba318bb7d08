import { demoIn, fillDemo, newDemo } from '@tung-nha/platform';
import { openEmbedded, openProjections } from '@tung-nha/presets/embedded';
import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import type { Session } from './session.js';

const data = [
  '--data <folder>',
  'the folder of the stores; no server may be running on it',
  process.env['DATA'] ?? 'data',
] as const;

const whole = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('a whole number');
  return Number(value);
};

/** What opens the stores itself, under the lock: the rest goes over HTTP. */
export function addStores(program: Command, session: () => Session): void {
  program
    .command('rebuild')
    .description('fold all figures anew from the log and switch to them (P6)')
    .option(...data)
    .action(async ({ data: folder }: { data: string }) => {
      const embedded = openEmbedded(resolve(folder));
      try {
        const { progress } = await openProjections(embedded);
        const bar = barTo(session());
        const rebuilt = await progress.rebuild((events, of) => bar?.(events, of));
        session().output.result(
          rebuilt,
          () =>
            `generation ${rebuilt.generation}: ${rebuilt.events} events in ${rebuilt.seconds} s, digest ${rebuilt.digest}`,
        );
      } finally {
        await embedded.close();
      }
    });

  program
    .command('digest')
    .description('the digest of all figures, caught up with the log: the same facts give the same digest (P6)')
    .option(...data)
    .action(async ({ data: folder }: { data: string }) => {
      const embedded = openEmbedded(resolve(folder));
      try {
        const { progress } = await openProjections(embedded);
        await progress.catchUp();
        const positions = await progress.current.store.checkpoints();
        const digest = await progress.current.store.digest();
        session().output.result({ digest, positions }, () => digest);
      } finally {
        await embedded.close();
      }
    });

  program
    .command('simulate')
    .description('fill an empty folder with real units and simulated households, or take up a run that was stopped')
    .option('--households <count>', 'how many', whole, 20_000)
    .option('--seed <number>', 'the same seed says the same', whole, 20_231_010)
    .option(...data)
    .action(async ({ households, seed, data: folder }: { households: number; seed: number; data: string }) => {
      const embedded = openEmbedded(resolve(folder));
      try {
        const known = demoIn(embedded.folder);
        if (!known && (await embedded.stores['team-organisation'].head()) > 0)
          throw new Error(`${folder} holds work that is not simulated`);
        const bar = barTo(session());
        const start = performance.now();
        const demo = await fillDemo(
          embedded,
          known ?? newDemo(households, seed),
          (_, state) => state && bar?.(state.households, state.of),
        );
        const events = await embedded.stores['field-activity'].head();
        const seconds = Math.round(performance.now() - start) / 1_000;
        session().output.result(
          { ...demo, events, seconds },
          () => `${demo.households} households, ${events} events, ${seconds} s`,
        );
      } finally {
        await embedded.close();
      }
    });
}

/** A bar on a terminal; nothing where a program reads. */
function barTo({ json }: Session): ((done: number, of: number) => void) | undefined {
  if (json || !process.stderr.isTTY) return undefined;
  const bar = new SingleBar({ clearOnComplete: true, hideCursor: true });
  let started = false;
  return (done, of) => {
    if (!started) bar.start(of, done);
    started = true;
    bar.setTotal(of);
    bar.update(done);
    if (done >= of) bar.stop();
  };
}
