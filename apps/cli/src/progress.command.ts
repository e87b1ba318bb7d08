import type { Command } from 'commander';
import { table } from './output.js';
import type { Session } from './session.js';
import { day } from './units.command.js';

/** What fits a terminal; `--figures` names others. */
const SHOWN = ['households.total', 'households.visited', 'households.complete', 'visits.count', 'teams.dormant'];

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
    .option('--figures <ids>', 'figures to show, by id and comma; or all', SHOWN.join())
    .action(async (unit: string, { figures: wanted, ...days }: { figures: string } & Record<string, string>) => {
      const { client, output } = session();
      const view = await client.get<View>(
        `/api/progress/units/${encodeURIComponent(unit)}?${new URLSearchParams(days)}`,
      );
      output.result(view, () => {
        const ids = wanted === 'all' ? Object.keys(view.figures) : wanted.split(',');
        const unknown = ids.filter((id) => !(id in view.figures));
        if (unknown.length > 0) throw new Error(`no figure ${unknown.join(', ')}`);
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
