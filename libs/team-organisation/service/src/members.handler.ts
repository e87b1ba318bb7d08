import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore, LIMITS } from '@tung-nha/event-store';
import { followingCommand, storedDataOf, type TeamId, type UnitId } from '@tung-nha/kernel';
import { type CommandRequest, Problem, type Receipt } from '@tung-nha/service-runtime';
import {
  foldTeam,
  judgeMembers,
  type MemberPlan,
  type MemberRow,
  planMembers,
  type TeamState,
} from '@tung-nha/team-organisation-domain';
import { readTeamEvent, teamStandings, teamStream } from '@tung-nha/team-organisation-events';
import { CommandTeams, CommandTeamsHandler, type TeamIntent } from './teams.handler.js';
import { rowFault } from './words.js';

const TEAMS_READ_AT_ONCE = 64;

export interface MembersReceipt extends Receipt {
  readonly teams: number;
  readonly members: number;
  readonly dryRun: boolean;
}

/** A list of members as one decision: every row is judged before any is recorded (T4). */
export class ImportMembers extends Command<MembersReceipt> {
  constructor(
    readonly rows: readonly MemberRow[],
    /** Whether a team of this unit may be changed by the one who asks. */
    readonly mayAt: (unit: UnitId) => boolean,
    readonly dryRun: boolean,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ImportMembers)
export class ImportMembersHandler implements ICommandHandler<ImportMembers> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** @throws Problem with every faulty row; then nothing is recorded */
  async execute({ rows, mayAt, dryRun, request }: ImportMembers): Promise<MembersReceipt> {
    const { expectedVersion: _, ...identity } = request;
    const plan = planMembers(rows, request.today);
    // Once its first part is recorded the list was judged: after a crash the rest follows, whoever was faster since.
    if (dryRun || !(await this.store.answerTo(request.commandId, request.digest)))
      await this.judge(rows, mayAt, identity);
    const told = { teams: plan.length, members: rows.length, dryRun };
    let last: Receipt = { id: 'members', version: 0, changed: false };
    if (dryRun) return { ...last, ...told };
    for (const [index, intents] of inParts(plan).entries()) {
      const commandId = index === 0 ? request.commandId : followingCommand(request.commandId, `part ${index}`);
      const receipt = await new CommandTeamsHandler(this.store).execute(
        new CommandTeams(intents, { ...identity, commandId }, 'members'),
      );
      last = { ...receipt, changed: last.changed || receipt.changed };
    }
    return { ...last, ...told };
  }

  private async judge(
    rows: readonly MemberRow[],
    mayAt: (unit: UnitId) => boolean,
    { today }: Pick<CommandRequest, 'today'>,
  ): Promise<void> {
    const teams = [...new Set(rows.map(({ team }) => team))];
    const states = new Map<TeamId, TeamState>();
    for (let at = 0; at < teams.length; at += TEAMS_READ_AT_ONCE)
      await Promise.all(
        teams.slice(at, at + TEAMS_READ_AT_ONCE).map(async (team) => {
          const events = await this.store.readStream(teamStream(team));
          const state = foldTeam(events.map(({ envelope }) => readTeamEvent(storedDataOf(envelope))));
          if (state.established && mayAt(state.established.unit)) states.set(team, state);
        }),
      );
    const faults = judgeMembers(rows, (team) => states.get(team), today);
    if (faults.length > 0) throw new Problem('RequestInvalid', { errors: faults.map(rowFault) });
  }
}

/** An appointment says itself and the membership; beside them each standing of the team may be said once. */
const eventsOf = (appointments: number) => 2 * appointments + teamStandings.length;
const MOST_OF_ONE_TEAM = 200;

/** What one append holds. A team never stands twice in a part. */
function inParts(plan: readonly MemberPlan[]): TeamIntent[][] {
  const parts: TeamIntent[][] = [];
  let events = Infinity;
  for (const { team, commands } of plan)
    for (let at = 0; at < commands.length; at += MOST_OF_ONE_TEAM) {
      const some = commands.slice(at, at + MOST_OF_ONE_TEAM);
      const said = eventsOf(some.length);
      if (at > 0 || events + said > LIMITS.eventsPerAppend) {
        parts.push([]);
        events = 0;
      }
      parts.at(-1)!.push({ team, command: { type: 'together', commands: some }, homeCommune: team });
      events += said;
    }
  return parts;
}
