import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { currentVillage, household as rules, type HouseholdCommand } from '@tung-nha/field-activity-domain';
import {
  type HouseholdId,
  householdId,
  householdStream,
  readHouseholdEvent,
  recordId,
} from '@tung-nha/field-activity-events';
import { fold, storedDataOf, type UnitId, unitId } from '@tung-nha/kernel';
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
import { chainOn } from '@tung-nha/units';
import type { FastifyReply } from 'fastify';
import { CommandHouseholds } from './households.handler.js';
import {
  MoveHouseholdRequest,
  RegisterHouseholdRequest,
  RegisterHouseholdsRequest,
  VisitHouseholdRequest,
  WithdrawRecordRequest,
} from './households.request.js';

/** Households and what is done for them (A1, A2). */
@Controller('api/field-activity')
@UseInterceptors(CommandInterceptor)
export class HouseholdsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Post('households')
  @Allowed('households.record')
  register(
    @Body() { household, village, on }: RegisterHouseholdRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    this.mustBeVillage(user, village);
    const command: HouseholdCommand = { type: 'register-household', village, on, today: request.today };
    return this.commands.execute(new CommandHouseholds([{ household, command }], this.communeOf(village, on), request));
  }

  /** Up to 200 households of a village, all or none. */
  @Post('villages/:village/households')
  @Allowed('households.record')
  registerAll(
    @Param('village') of: string,
    @Body() { on, households }: RegisterHouseholdsRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const village = parameter(unitId, 'village', of);
    this.mustBeVillage(user, village);
    const command: HouseholdCommand = { type: 'register-household', village, on, today: request.today };
    const intents = households.map((household) => ({ household, command }));
    return this.commands.execute(new CommandHouseholds(intents, this.communeOf(village, on), request, village));
  }

  @Post('households/:household/visits')
  @Allowed('households.record')
  async visit(
    @Param('household') of: string,
    @Body() visit: VisitHouseholdRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const household = await this.within(of, user, 'households.record');
    const { visit: id, on, team, members, activities } = visit;
    const command: HouseholdCommand = {
      type: 'visit-household',
      visit: { visit: id, on, team, members, activities },
      today: request.today,
    };
    return this.commands.execute(new CommandHouseholds([{ household, command }], '', request));
  }

  @Post('households/:household/moves')
  @Allowed('households.record')
  async move(
    @Param('household') of: string,
    @Body() { to, on }: MoveHouseholdRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const household = await this.within(of, user, 'households.record');
    // Whoever sends a household on need not have a say where it goes, but the place must exist.
    if (this.reference.register.units.get(to)?.versions[0]?.level !== 'village') throw new Problem('NotAllowed');
    const command: HouseholdCommand = { type: 'move-household', to, on, today: request.today };
    return this.commands.execute(new CommandHouseholds([{ household, command }], '', request));
  }

  @Post('households/:household/records/:record/withdrawal')
  @Allowed('households.record')
  async withdraw(
    @Param('household') of: string,
    @Param('record') which: string,
    @Body() { reason }: WithdrawRecordRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const household = await this.within(of, user, 'households.record');
    const command: HouseholdCommand = { type: 'withdraw-record', record: parameter(recordId, 'record', which), reason };
    return this.commands.execute(new CommandHouseholds([{ household, command }], '', request));
  }

  /** A household as the log has it now; `ETag` is the version an edit may name in `If-Match`. */
  @Get('households/:household')
  @Allowed('households.read')
  async read(
    @Param('household') of: string,
    @Req() { user }: Authenticated,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const household = await this.within(of, user, 'households.read');
    const { state, version } = await this.load(household);
    reply.header('ETag', `"${version}"`);
    return {
      id: household,
      version,
      village: currentVillage(state),
      registeredOn: state.registeredOn,
      lived: [...state.arrivals]
        .map(([from, village]) => ({ from, village }))
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
      visits: [...state.records.values()].flatMap(({ kind, data }) =>
        kind === 'visit' ? [{ ...data, withdrawn: state.withdrawn.has(data.visit) }] : [],
      ),
      standings: state.said,
    };
  }

  /** @throws Problem, the same for a foreign household and for one nobody knows */
  private async within(id: string, user: Authenticated['user'], action: 'households.read' | 'households.record') {
    const household = parameter(householdId, 'household', id);
    const { state } = await this.load(household);
    this.access.mustAt(user, action, currentVillage(state));
    return household;
  }

  private async load(household: HouseholdId) {
    const events = await this.store.readStream(householdStream(household));
    const state = fold(
      rules,
      events.map(({ envelope }) => readHouseholdEvent(storedDataOf(envelope))),
    );
    return { state, version: events.length };
  }

  private mustBeVillage(user: Authenticated['user'], village: UnitId): void {
    const unit = this.reference.register.units.get(village);
    this.access.mustAt(user, 'households.record', unit?.versions[0]?.level === 'village' ? village : undefined);
  }

  private communeOf(village: UnitId, on: string): string {
    return chainOn(this.reference.register, village, on as never).at(-2) ?? village;
  }
}
