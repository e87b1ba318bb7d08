import { openEmbedded, openProjections } from '@tung-nha/presets/embedded';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { barTo } from './progress-bar.js';
import type { Session } from './session.js';

type Progress = Awaited<ReturnType<typeof openProjections>>['progress'];
type Rebuilt = Awaited<ReturnType<Progress['rebuild']>>;

interface Digest {
  readonly digest: string;
  readonly positions: Readonly<Record<string, number>>;
}

interface DigestAnswer {
  readonly digest: string;
  readonly lanes: readonly { readonly lane: string; readonly position: number }[];
}

const data = ['--data <folder>', 'of a folder on which no server runs, instead of the server at --url'] as const;

/** All figures at once: of the running server, which in either shape holds them, or of a folder nobody holds. */
export function addFigures(program: Command, session: () => Session): void {
  program
    .command('rebuild')
    .description('fold all figures anew from the log and switch to them (P6)')
    .option(...data)
    .action(async ({ data: folder }: { data?: string }) => {
      const { client, output } = session();
      const rebuilt =
        folder === undefined
          ? await client.post<Rebuilt>('/api/progress/rebuild', {})
          : await withProgress(folder, (progress) => {
              const bar = barTo(session());
              return progress.rebuild((events, of) => bar?.(events, of));
            });
      const { generation, events, seconds, digest } = rebuilt;
      output.result(rebuilt, () => `generation ${generation}: ${events} events in ${seconds} s, digest ${digest}`);
    });

  program
    .command('digest')
    .description('the digest of all figures: the same facts give the same digest (P6)')
    .option(...data)
    .action(async ({ data: folder }: { data?: string }) => {
      const { client, output } = session();
      const counted: Digest =
        folder === undefined ? counting(await client.get('/api/progress/digest')) : await withProgress(folder, digest);
      output.result(counted, () => counted.digest);
    });
}

/** What the server has counted when it is asked. */
const counting = ({ digest: of, lanes }: DigestAnswer): Digest => ({
  digest: of,
  positions: Object.fromEntries(lanes.map(({ lane, position }) => [lane, position])),
});

/** Caught up with the log first. */
async function digest(progress: Progress): Promise<Digest> {
  await progress.catchUp();
  const { store } = progress.current;
  return { positions: await store.checkpoints(), digest: await store.digest() };
}

async function withProgress<Result>(folder: string, work: (progress: Progress) => Promise<Result>): Promise<Result> {
  const embedded = openEmbedded(resolve(folder));
  try {
    return await work((await openProjections(embedded)).progress);
  } finally {
    await embedded.close();
  }
}
