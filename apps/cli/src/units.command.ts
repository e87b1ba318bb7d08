import {
  planUnitList,
  readUnitChanges,
  type RowFault,
  type UnitList,
  unitListOf,
} from '@tung-nha/team-organisation-domain';
import { rowFault } from '@tung-nha/team-organisation-service';
import { emptyRegister } from '@tung-nha/units';
import { type Command, InvalidArgumentError } from 'commander';
import { readFileSync } from 'node:fs';
import { localDate } from '@tung-nha/kernel';
import type { Session } from './session.js';

interface UnitReceipt {
  readonly version: number;
  readonly position?: number;
  readonly decisions: number;
  readonly units: number;
  readonly dryRun: boolean;
}

interface UnitChangesReceipt extends UnitReceipt {
  readonly grants: readonly {
    readonly subject: string;
    readonly role: string;
    readonly unit: string;
    readonly successor: string | null;
    readonly regranted: boolean;
  }[];
}

/** A file that has faults: nothing of it was sent. */
export class FileRefused extends Error {
  constructor(
    readonly file: string,
    readonly faults: readonly RowFault[],
  ) {
    super(`${file} has ${faults.length} faults`);
    this.name = 'FileRefused';
  }

  worded() {
    return this.faults.map((fault) => {
      const { messageEn } = rowFault(fault);
      return { row: fault.row, field: fault.field, message: messageEn };
    });
  }
}

export const day = (value: string): string => {
  if (!localDate.safeParse(value).success) throw new InvalidArgumentError('a day reads YYYY-MM-DD');
  return value;
};

export function addUnits(program: Command, session: () => Session): void {
  const units = program.command('units').description('the register of administrative units (T1)');

  units
    .command('import <file>')
    .description('record an official list of units (CSV: code, name, type, level, parent_code, full_name)')
    .requiredOption('--on <day>', 'the first day on which the list is in force', day)
    .requiredOption('--source <code>', 'where the list comes from, for example gso-2023-04-10')
    .option('--dry-run', 'judge the list and record nothing')
    .action(async (file: string, { on, source, dryRun = false }: { on: string; source: string; dryRun?: boolean }) => {
      const list = listFrom(file, source, on);
      const { faults } = planUnitList(emptyRegister, list);
      if (faults.length > 0) throw new FileRefused(file, faults);
      const { client, output } = session();
      const receipt = await client.post<UnitReceipt>(`/api/team-organisation/units/lists?dryRun=${dryRun}`, list);
      output.result(receipt, () => told(receipt, 'provinces'));
    });

  units
    .command('apply <file>')
    .description('apply a change list as decisions (CSV: one row per edge from an old unit to a new one)')
    .option(
      '--list <day=file>',
      'a list in force from that day: says type and parent of new units (repeatable)',
      collect,
      [],
    )
    .option('--dry-run', 'judge the changes and record nothing')
    .option('--regrant', 'give the grants on units that end on their successors too')
    .action(async (file: string, options: { list: [string, string][]; dryRun?: boolean; regrant?: boolean }) => {
      const { list, dryRun = false, regrant = false } = options;
      const changes = readUnitChanges(readFileSync(file, 'utf8'));
      if (changes.faults.length > 0) throw new FileRefused(file, changes.faults);
      const lists = list.map(([on, path]) => listFrom(path, `list-${on}`, on));
      const { client, output } = session();
      const body = { rows: changes.rows, lists };
      const path = `/api/team-organisation/units/changes?dryRun=${dryRun}&regrant=${regrant}`;
      const receipt = await client.post<UnitChangesReceipt>(path, body);
      output.result(receipt, () => [told(receipt, 'decisions'), ...receipt.grants.map(toldOfGrant)].join('\n'));
    });

  units
    .command('find <text>')
    .description('find units by any old or new name or code')
    .action(async (text: string) => {
      const { client, output } = session();
      type Found = {
        unit: string;
        fullName: string;
        code: string | null;
        from: string;
        to: string | null;
        trail: { fullName: string }[];
      };
      const found = await client.get<Found[]>(`/api/progress/units?text=${encodeURIComponent(text)}`);
      output.result(found, () =>
        found
          .map(({ unit, fullName, code, from, to, trail }) =>
            [
              `${unit}`,
              `  ${fullName} (${code ?? 'no code'}), ${from} to ${to ?? 'now'}, ${trail.map((above) => above.fullName).join(' › ')}`,
            ].join('\n'),
          )
          .join('\n'),
      );
    });
}

export function listFrom(file: string, source: string, on: string): UnitList {
  const { faults, ...list } = unitListOf(source, on, readFileSync(file, 'utf8'));
  if (faults.length > 0) throw new FileRefused(file, faults);
  return list;
}

function collect(value: string, known: [string, string][]): [string, string][] {
  const [on = '', file] = value.split('=', 2);
  if (!file) throw new InvalidArgumentError('reads <day>=<file>');
  return [...known, [day(on), file]];
}

const told = ({ decisions, units, version, dryRun }: UnitReceipt, what: string) =>
  `${dryRun ? 'would record' : 'recorded'} ${decisions} ${what}, ${units} units (register version ${version})`;

const toldOfGrant = ({ subject, role, unit, successor, regranted }: UnitChangesReceipt['grants'][number]) =>
  `grant of ${subject} as ${role} on ${unit}: ${regranted ? `given on ${successor} too` : `not given on ${successor ?? 'any successor'}`}`;
