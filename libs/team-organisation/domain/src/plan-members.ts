import { DomainError, fold, type LocalDate, type TeamId } from '@tung-nha/kernel';
import { inOrder, type MemberRow, membersTwice } from './member-rows.js';
import { type TeamCommand, type TeamRule, teamRules } from './team.commands.js';
import { team as rules } from './team.decider.js';
import type { TeamState } from './team.state.js';
import type { RowFault } from './unit-rows.js';

export interface MemberPlan {
  readonly team: TeamId;
  /** In the order of the file. */
  readonly commands: readonly TeamCommand[];
}

/** The rows as commands, team by team: the same rows give the same plan, whatever the teams have become. */
export function planMembers(rows: readonly MemberRow[], today: LocalDate): readonly MemberPlan[] {
  return [...byTeam(rows)].map(([team, ofTeam]) => ({ team, commands: ofTeam.map((row) => commandOf(row, today)) }));
}

/** Every fault of every row, each row judged after those before it; `stateOf` knows the teams within scope. */
export function judgeMembers(
  rows: readonly MemberRow[],
  stateOf: (team: TeamId) => TeamState | undefined,
  today: LocalDate,
): readonly RowFault[] {
  const twice = membersTwice(rows);
  const skipped = new Set(twice.map(({ row }) => row));
  const faults = [...byTeam(rows)].flatMap(([team, ofTeam]): RowFault[] => {
    const state = stateOf(team);
    if (!state) return ofTeam.map(({ row }) => ({ row, field: 'team', rule: 'TeamNotInScope' }));
    return judgeTeam(
      ofTeam.filter(({ row }) => !skipped.has(row)),
      state,
      today,
    );
  });
  return inOrder([...twice, ...faults]);
}

/** All rows of a sound team are judged at one go; where that fails, one by one, to name every row at fault. */
function judgeTeam(rows: readonly MemberRow[], before: TeamState, today: LocalDate): RowFault[] {
  const commands = rows.map((row) => commandOf(row, today));
  if (attempt(() => rules.decide({ type: 'together', commands }, before)).refused === undefined) return [];
  let state = before;
  return commands.flatMap((command, at): RowFault[] => {
    const { refused, result: facts = [] } = attempt(() => rules.decide(command, state));
    state = fold(rules, facts, state);
    return refused === undefined ? [] : [{ row: rows[at]!.row, field: fieldOf[refused] ?? '', rule: refused }];
  });
}

function attempt<Result>(decide: () => Result): { readonly result?: Result; readonly refused?: TeamRule } {
  try {
    return { result: decide() };
  } catch (error) {
    const refused = error instanceof DomainError ? teamRules.find((rule) => rule === error.rule) : undefined;
    if (!refused) throw error;
    return { refused };
  }
}

function commandOf({ row: _, team: __, ...appointment }: MemberRow, today: LocalDate): TeamCommand {
  const { member, role, position, organisation, on } = appointment;
  return { type: 'appoint-member', appointment: { member, role, position, organisation, on }, today };
}

function byTeam(rows: readonly MemberRow[]): ReadonlyMap<TeamId, readonly MemberRow[]> {
  const teams = new Map<TeamId, MemberRow[]>();
  for (const row of rows) {
    const known = teams.get(row.team);
    if (known) known.push(row);
    else teams.set(row.team, [row]);
  }
  return teams;
}

const fieldOf: Readonly<Partial<Record<TeamRule, string>>> = {
  DayInTheFuture: 'on',
  TeamNotYetEstablished: 'on',
  TeamDissolvedThatDay: 'on',
  MemberAlreadyAppointed: 'member',
  LeaderAlreadyAppointed: 'role',
  TeamUnknown: 'team',
};
