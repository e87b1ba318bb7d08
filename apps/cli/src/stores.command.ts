import { demoIn, fillDemo, newDemo } from '@tung-nha/platform';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { barTo } from './progress-bar.js';
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
