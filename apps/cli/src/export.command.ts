import { contexts, type EventOwner } from '@tung-nha/kernel';
import { exportedLines } from '@tung-nha/platform';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { type Command, Option } from 'commander';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Client } from './client.js';
import type { Session } from './session.js';

interface Options {
  readonly context: EventOwner;
  readonly after: string;
  readonly until?: string;
  readonly data?: string;
}

export function addExport(program: Command, session: () => Session): void {
  program
    .command('export')
    .description('events of a context as CloudEvents, one JSON text per line')
    .addOption(new Option('--context <name>', 'whose log').choices([...contexts, 'progress']).default('field-activity'))
    .option('--after <position>', 'begin after this position', '0')
    .option('--until <position>', 'end with this position')
    .option('--data <folder>', 'from the stores of a folder on which no server runs, instead of a server')
    .action(async ({ context, after, until, data }: Options) => {
      const range = { after: Number(after), ...(until === undefined ? {} : { until: Number(until) }) };
      if (data === undefined) return print(linesOf(session().client, context, range));
      const embedded = openEmbedded(resolve(data));
      try {
        const store = context === 'progress' ? embedded.progressEvents : embedded.stores[context];
        await print(exportedLines(store, range));
      } finally {
        await embedded.close();
      }
    });
}

type Feed = { events: { position: number; event: object }[]; head: number };

async function* linesOf(
  client: Client,
  context: string,
  { after, until = Infinity }: { readonly after: number; readonly until?: number },
): AsyncGenerator<string> {
  for (let at = after; at < until;) {
    const { events } = await client.get<Feed>(`/api/${context}/events?after=${at}&limit=1000`);
    for (const { position, event } of events) {
      if (position > until) return;
      yield JSON.stringify({ position, ...event });
    }
    if (events.length === 0) return;
    at = events.at(-1)!.position;
  }
}

const CHARACTERS_AT_ONCE = 65_536;

/** Never more in memory than the reader of the output has room for. */
async function print(lines: AsyncIterable<string>): Promise<void> {
  let text = '';
  const write = async () => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    text = '';
  };
  for await (const line of lines) {
    text += `${line}\n`;
    if (text.length > CHARACTERS_AT_ONCE) await write();
  }
  if (text) await write();
}
