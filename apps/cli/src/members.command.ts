import { readMembers } from '@tung-nha/team-organisation-domain';
import type { Command } from 'commander';
import type { Session } from './session.js';
import { readTableFile } from './table-file.js';
import { FileRefused } from './units.command.js';

interface MembersReceipt {
  readonly teams: number;
  readonly members: number;
  readonly dryRun: boolean;
}

export function addMembers(program: Command, session: () => Session): void {
  program
    .command('members')
    .description('the members of teams (T4)')
    .command('import <file>')
    .description(
      'appoint the members of a list (CSV or XLSX: team, member, role, position, organisation, on; a member is a subjectRef)',
    )
    .option('--dry-run', 'judge the list and record nothing')
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) => {
      const { rows, faults } = readMembers(await readTableFile(file));
      if (faults.length > 0) throw new FileRefused(file, faults);
      const { client, output } = session();
      const path = `/api/team-organisation/members/import?dryRun=${dryRun}`;
      const receipt = await client.post<MembersReceipt>(path, { rows });
      output.result(
        receipt,
        () => `${receipt.dryRun ? 'would appoint' : 'appointed'} ${receipt.members} members in ${receipt.teams} teams`,
      );
    });
}
