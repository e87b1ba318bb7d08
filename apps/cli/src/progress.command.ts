import type { Command } from 'commander';
import { table } from './output.js';
import type { Session } from './session.js';
import { day } from './units.command.js';

interface View {
  readonly unit: { readonly fullName: string };
  readonly asked: { readonly from: string; readonly on: string; readonly known: string; readonly map: string };
  readonly figures: Readonly<Record<string, number>>;
  readonly own: Readonly<Record<string, number>>;
  readonly children: readonly {
    readonly unit: { readonly fullName: string };
    readonly figures: Readonly<Record<string, number>>;
  }[];
}

export function addProgress(program: Command, session: () => Session): void {
  program
    .command('progress <unit>')
    .description('the figures of a unit and its children (P2)')
    .option('--from <day>', 'flows count from this day', day)
    .option('--on <day>', 'as of the end of this day', day)
    .option('--known <day>', 'as was recorded by the end of this day', day)
    .option('--map <day>', 'under the boundaries of this day', day)
    .action(async (unit: string, days: Record<string, string>) => {
      const { client, output } = session();
      const view = await client.get<View>(
        `/api/progress/units/${encodeURIComponent(unit)}?${new URLSearchParams(days)}`,
      );
      output.result(view, () => {
        const ids = Object.keys(view.figures);
        const row = (name: string, figures: Readonly<Record<string, number>>) => [
          name,
          ...ids.map((id) => figures[id]!),
        ];
        const { from, on, known, map } = view.asked;
        return [
          `${view.unit.fullName}: from ${from} on ${on}, as known ${known}, map of ${map}`,
          table(
            ['unit', ...ids],
            [
              ...view.children.map((child) => row(child.unit.fullName, child.figures)),
              row('own', view.own),
              row('total', view.figures),
            ],
          ),
        ].join('\n');
      });
    });

  program
    .command('export')
    .description('events of a context as CloudEvents, one JSON text per line')
    .option('--context <name>', 'team-organisation or field-activity', 'field-activity')
    .option('--after <position>', 'begin after this position', '0')
    .option('--until <position>', 'end with this position')
    .action(async ({ context, after, until }: { context: string; after: string; until?: string }) => {
      const { client } = session();
      const last = until === undefined ? Infinity : Number(until);
      type Feed = { events: { position: number; event: object }[]; head: number };
      for (let at = Number(after); at < last;) {
        const { events } = await client.get<Feed>(`/api/${context}/events?after=${at}&limit=1000`);
        for (const { position, event } of events) {
          if (position > last) return;
          process.stdout.write(`${JSON.stringify({ position, ...event })}\n`);
        }
        if (events.length === 0) return;
        at = events.at(-1)!.position;
      }
    });
}
