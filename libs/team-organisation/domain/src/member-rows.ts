import { type SubjectRef, subjectRef, type TeamId, teamId } from '@tung-nha/kernel';
import {
  type Appointment,
  type Position,
  positions,
  type SendingOrganisation,
  sendingOrganisations,
  teamRole,
  type TeamRole,
} from '@tung-nha/team-organisation-events';
import { type ReadFile, readTable, type Table } from './row-files.js';
import type { RowFault } from './unit-rows.js';

/** An appointment as a row of a file; `row` is its place there, for messages. The person is a subjectRef (X3). */
export interface MemberRow extends Appointment {
  readonly row: number;
  readonly team: TeamId;
}

const memberColumns = ['team', 'member', 'role', 'position', 'organisation', 'on'] as const;

/** A list of members: team, member, role, position, organisation, on (T4). Every fault of every row. */
export function readMembers(table: Table): ReadFile<MemberRow> {
  const file = readTable(table, memberColumns, (reader): MemberRow => ({
    row: reader.row,
    team: reader.id<TeamId>('team', teamId),
    member: reader.id<SubjectRef>('member', subjectRef),
    role: reader.oneOf<TeamRole>('role', teamRole.options, 'NotARole'),
    position: reader.oneOf<Position>('position', positions, 'NotAPosition'),
    organisation: reader.oneOf<SendingOrganisation>('organisation', sendingOrganisations, 'NotAnOrganisation'),
    on: reader.day('on'),
  }));
  return { rows: file.rows, faults: inOrder([...file.faults, ...membersTwice(file.rows)]) };
}

/** A person stands once for each team: which of two rows would hold, the file does not say. */
export function membersTwice(rows: readonly MemberRow[]): RowFault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ row, team, member }): RowFault[] => {
    const key = `${team} ${member}`;
    if (member !== '' && seen.has(key)) return [{ row, field: 'member', rule: 'MemberTwice' }];
    seen.add(key);
    return [];
  });
}

export const inOrder = (faults: readonly RowFault[]): RowFault[] =>
  [...faults].sort((one, other) => one.row - other.row);
