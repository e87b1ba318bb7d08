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
}
