import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import {
  CLOCK,
  type Clock,
  localDate,
  storedDataOf,
  subjectRef,
  teamId,
  type TeamId,
  today,
  unitId,
  type UnitId,
} from '@tung-nha/kernel';
import {
  Access,
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  parameter,
  Problem,
  Reference,
} from '@tung-nha/service-runtime';
import {
  authorityOver,
  establishTeam,
  foldTeam,
  homeOf,
  type TeamCommand,
  type TeamState,
} from '@tung-nha/team-organisation-domain';
import { readTeamEvent, teamStream } from '@tung-nha/team-organisation-events';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ImportMembers } from './members.handler.js';
import { teamAnswer, teamLine } from './team-answer.js';
import { TeamDirectory } from './team-directory.js';
import { CommandTeams } from './teams.handler.js';
import {
  AppointMemberRequest,
  ChangeRoleRequest,
  DecidedRequest,
  EstablishTeamRequest,
  ImportMembersRequest,
  ReleaseMemberRequest,
} from './teams.request.js';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const TEAMS_PER_PAGE = 200;
const pageSize = z.coerce.number().int().min(1).max(TEAMS_PER_PAGE);

/** Teams and who is in them (T2, T4). */
@Controller('api/team-organisation')
@UseInterceptors(CommandInterceptor)
export class TeamsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
    private readonly book: TeamDirectory,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('teams')
  @Allowed('teams.manage')
  async establish(
    @Body() { team, unit, decision, on }: EstablishTeamRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    this.access.mustAt(user, 'teams.manage', unit);
    // That the id is taken elsewhere is nothing to be told from outside.
    const known = (await this.load(team)).state.established?.unit;
    if (known !== undefined) this.access.mustAt(user, 'teams.manage', known);
    const { register } = this.reference;
    const command = establishTeam(register, { unit, decision: { ...decision }, on, today: request.today });
    return this.commands.execute(
      new CommandTeams([{ team, command, homeCommune: homeOf(register, unit, on) }], request),
    );
  }

  @Post('teams/:team/consolidations')
  @Allowed('teams.manage')
  consolidate(
    @Param('team') of: string,
    @Body() body: DecidedRequest,
    @Req() asked: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    return this.decide(of, 'consolidate-team', body, asked, request);
  }

  @Post('teams/:team/dissolution')
  @Allowed('teams.manage')
  dissolve(
    @Param('team') of: string,
    @Body() body: DecidedRequest,
    @Req() asked: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    return this.decide(of, 'dissolve-team', body, asked, request);
  }

  @Post('teams/:team/members')
  @Allowed('teams.manage')
  appoint(
    @Param('team') of: string,
    @Body() body: AppointMemberRequest,
    @Req() asked: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const command: TeamCommand = { type: 'appoint-member', appointment: { ...body }, today: request.today };
    return this.command(of, command, asked, request);
  }

  @Post('teams/:team/members/:member/role')
  @Allowed('teams.manage')
  changeRole(
    @Param('team') of: string,
    @Param('member') who: string,
    @Body() { role, on }: ChangeRoleRequest,
    @Req() asked: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const member = parameter(subjectRef, 'member', who);
    return this.command(of, { type: 'change-role', member, role, on, today: request.today }, asked, request);
  }

  @Post('teams/:team/members/:member/release')
  @Allowed('teams.manage')
  release(
    @Param('team') of: string,
    @Param('member') who: string,
    @Body() { reason, on }: ReleaseMemberRequest,
    @Req() asked: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const member = parameter(subjectRef, 'member', who);
    return this.command(of, { type: 'release-member', member, reason, on, today: request.today }, asked, request);
  }

  /** Appointments row by row, all or none of a file. `dryRun=true` judges them and records nothing. */
  @Post('members/import')
  @Allowed('teams.manage')
  import(
    @Body() { rows }: ImportMembersRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
    @Query('dryRun') dryRun = 'false',
  ) {
    const mayAt = (unit: UnitId) => this.access.mayAt(user, 'teams.manage', unit);
    return this.commands.execute(new ImportMembers(rows, mayAt, parameter(flag, 'dryRun', dryRun), request));
  }

  /** A team on a day, as the log has it now; `ETag` is the version an edit may name in `If-Match`. */
  @Get('teams/:team')
  @Allowed('teams.read')
  async read(
    @Param('team') of: string,
    @Req() { user }: Authenticated,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('on') on?: string,
  ) {
    const day = on === undefined ? today(this.clock) : parameter(localDate, 'on', on);
    const { team, state, version } = await this.load(of);
    this.access.mustAt(user, 'teams.read', state.established?.unit);
    reply.header('ETag', `"${version}"`);
    return { ...teamAnswer(this.reference.register, team, state, day), version };
  }

  /** The teams in force on a day at the unit and at all below it, in order of ids; `next` asks for the page after. */
  @Get('units/:unit/teams')
  @Allowed('teams.read')
  list(
    @Param('unit') of: string,
    @Req() { user }: Authenticated,
    @Query('on') on?: string,
    @Query('after') after = '',
    @Query('limit') limit: string = String(TEAMS_PER_PAGE),
  ) {
    const unit = parameter(unitId, 'unit', of);
    this.access.mustAt(user, 'teams.read', unit);
    const day = on === undefined ? today(this.clock) : parameter(localDate, 'on', on);
    const from = after === '' ? '' : parameter(teamId, 'after', after);
    const most = parameter(pageSize, 'limit', limit);
    const { register } = this.reference;
    const found = this.book.within(register, unit, day, from, most + 1);
    const page = found.slice(0, most);
    return {
      on: day,
      teams: page.map(({ team, state }) => teamLine(register, team, state, day)),
      next: found.length > most ? page.at(-1)!.team : null,
    };
  }

  private async decide(
    of: string,
    type: 'consolidate-team' | 'dissolve-team',
    { decision, on }: DecidedRequest,
    { user }: Authenticated,
    request: CommandRequest,
  ) {
    const { team, unit } = await this.within(of, user);
    // Who decides is asked of the day of the decision: after a reorganisation it is the successor.
    const authority = authorityOver(this.reference.register, unit, decision.date) ?? unit;
    const command: TeamCommand = { type, decision: { ...decision }, authority, on, today: request.today };
    return this.commands.execute(new CommandTeams([{ team, command, homeCommune: unit }], request));
  }

  private async command(of: string, command: TeamCommand, { user }: Authenticated, request: CommandRequest) {
    const { team, unit } = await this.within(of, user);
    return this.commands.execute(new CommandTeams([{ team, command, homeCommune: unit }], request));
  }

  /** @throws Problem, the same for a foreign team and for one nobody knows */
  private async within(of: string, user: Authenticated['user']): Promise<{ team: TeamId; unit: UnitId }> {
    const { team, state } = await this.load(of);
    const unit = state.established?.unit;
    this.access.mustAt(user, 'teams.manage', unit);
    if (unit === undefined) throw new Problem('NotAllowed');
    return { team, unit };
  }

  private async load(of: string): Promise<{ team: TeamId; state: TeamState; version: number }> {
    const team = parameter(teamId, 'team', of);
    const events = await this.store.readStream(teamStream(team));
    const state = foldTeam(events.map(({ envelope }) => readTeamEvent(storedDataOf(envelope))));
    return { team, state, version: events.length };
  }
}
