import { Body, Controller, Get, Param, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { unitId } from '@tung-nha/kernel';
import {
  Allowed,
  type Authenticated,
  CommandInterceptor,
  parameter,
  Problem,
  type Telling,
  Told,
} from '@tung-nha/service-runtime';
import type { FastifyReply } from 'fastify';
import { HouseholdDesk } from './household-desk.js';
import { householdAnswer } from './household-answer.js';
import {
  CloseHouseholdRequest,
  MergeHouseholdRequest,
  MoveHouseholdRequest,
  RegisterHouseholdRequest,
  RegisterHouseholdsRequest,
  SplitHouseholdRequest,
} from './households.request.js';

/** Households: where they begin, live, go and end (A1). */
@Controller('api/field-activity')
@UseInterceptors(CommandInterceptor)
export class HouseholdsController {
  constructor(private readonly desk: HouseholdDesk) {}

  @Post('households')
  @Allowed('households.record')
  register(@Body() { household, village, on }: RegisterHouseholdRequest, @Told() telling: Telling) {
    return this.desk.register([household], village, on, telling);
  }

  /** Up to 200 households of a village, all or none. */
  @Post('villages/:village/households')
  @Allowed('households.record')
  registerAll(
    @Param('village') of: string,
    @Body() { on, households }: RegisterHouseholdsRequest,
    @Told() telling: Telling,
  ) {
    const village = parameter(unitId, 'village', of);
    return this.desk.register(households, village, on, telling, village);
  }

  @Post('households/:household/moves')
  @Allowed('households.record')
  async move(@Param('household') of: string, @Body() { to, on }: MoveHouseholdRequest, @Told() telling: Telling) {
    // Whoever sends a household on need not have a say where it goes, but the place must exist.
    if (!this.desk.isVillage(to)) throw new Problem('NotAllowed');
    return this.desk.tell(of, telling, { type: 'move-household', to, on, today: telling.today });
  }

  /** Some members found a household of their own in the same village. Both households change, or none. */
  @Post('households/:household/splits')
  @Allowed('households.record')
  split(
    @Param('household') of: string,
    @Body() { into, citizens, on }: SplitHouseholdRequest,
    @Told() telling: Telling,
  ) {
    return this.desk.tell(of, telling, { type: 'split-household', into, citizens, on, today: telling.today });
  }

  /** All of the household goes up in another one, which its sender must have a say in too. */
  @Post('households/:household/merges')
  @Allowed('households.record')
  async merge(@Param('household') of: string, @Body() { into, on }: MergeHouseholdRequest, @Told() telling: Telling) {
    await this.desk.within(into, telling.user, 'households.record');
    return this.desk.tell(of, telling, { type: 'merge-household', into, on, today: telling.today });
  }

  @Post('households/:household/closure')
  @Allowed('households.record')
  close(@Param('household') of: string, @Body() { on, reason }: CloseHouseholdRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'close-household', on, reason, today: telling.today });
  }

  /** It was closed in error, and never was. */
  @Post('households/:household/reopening')
  @Allowed('households.record')
  reopen(@Param('household') of: string, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'reopen-household' });
  }

  /** A household as the log has it now; `ETag` is the version an edit may name in `If-Match`. */
  @Get('households/:household')
  @Allowed('households.read')
  async read(
    @Param('household') of: string,
    @Req() { user }: Authenticated,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const household = await this.desk.within(of, user, 'households.read');
    const { state, version } = await this.desk.load(household);
    reply.header('ETag', `"${version}"`);
    return householdAnswer(household, version, state);
  }
}
