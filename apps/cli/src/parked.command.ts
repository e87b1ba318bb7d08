import { type Context, contexts } from '@tung-nha/kernel';
import { type DiscardReason, discardReasons } from '@tung-nha/progress-events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { table } from './output.js';
import type { Session } from './session.js';

interface ParkedStream {
  readonly lane: Context;
  readonly stream: string;
  readonly reason: string;
  readonly first: number;
  readonly last: number;
  readonly events: number;
  readonly since: string;
}

interface ParkedAnswer {
  readonly parked: readonly ParkedStream[];
  readonly next: string | null;
}

interface RetryAnswer {
  readonly free: readonly Pick<ParkedStream, 'lane' | 'stream'>[];
}

interface DiscardOptions {
  readonly upTo: number;
  readonly reason: DiscardReason;
}

const PATH = '/api/progress/parked';

const position = (value: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('a position, from 1');
  return Number(value);
};
const lane = (value: string): Context => {
  const found = contexts.find((context) => context === value);
  if (!found) throw new InvalidArgumentError(`one of ${contexts.join(', ')}`);
  return found;
};

/** What cannot be counted: seen, tried again, or given up (X7). */
export function addParked(program: Command, session: () => Session): void {
  const parked = program.command('parked').description('streams with events that cannot be read (X7)');

  parked
    .command('list')
    .description('what is set aside, from which position on, and why')
    .action(async () => {
      const { client, output } = session();
      const all: ParkedStream[] = [];
      for (let next: string | null = ''; next !== null;) {
        const answer: ParkedAnswer = await client.get(
          `${PATH}?limit=500${next && `&after=${encodeURIComponent(next)}`}`,
        );
        all.push(...answer.parked);
        next = answer.next;
      }
      output.result(all, () => (all.length === 0 ? 'nothing is parked' : shown(all)));
    });

  parked
    .command('retry')
    .description('count what can be read now')
    .addOption(new Option('--lane <context>', 'only of this context').argParser(lane))
    .option('--stream <name>', 'only this stream')
    .action(async (which: { lane?: Context; stream?: string }) => {
      const { client, output } = session();
      const answer = await client.post<RetryAnswer>(`${PATH}/retry`, which);
      output.result(answer, () =>
        answer.free.length === 0
          ? 'nothing came free'
          : answer.free.map((free) => `${free.lane} ${free.stream} is counted again`).join('\n'),
      );
    });

  parked
    .command('discard <lane> <stream>')
    .description('never count what is held of a stream; recorded, and never undone')
    .requiredOption('--up-to <position>', 'the last position held, as `parked list` shows it', position)
    .addOption(
      new Option('--reason <code>', 'why these events are never to be counted')
        .choices(discardReasons)
        .makeOptionMandatory(),
    )
    .action(async (of: string, stream: string, { upTo, reason }: DiscardOptions) => {
      const { client, output } = session();
      const receipt = await client.post<object>(`${PATH}/discard`, { lane: of, stream, upTo, reason });
      output.result(receipt, () => `${of} ${stream}: events up to ${upTo} are never counted (${reason})`);
    });
}

const shown = (all: readonly ParkedStream[]) =>
  table(
    ['lane', 'stream', 'first', 'last', 'events', 'since', 'reason'],
    all.map(({ lane: of, stream, first, last, events, since, reason }) => [
      of,
      stream,
      // Not numbers to read but to copy.
      String(first),
      String(last),
      events,
      since,
      reason,
    ]),
  );
