import { Body, Controller, Param, Post, Req, UseInterceptors } from '@nestjs/common';
import { recordId } from '@tung-nha/field-activity-events';
import {
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  parameter,
} from '@tung-nha/service-runtime';
import { HouseholdDesk } from './household-desk.js';
import {
  ActForHouseholdRequest,
  ConfirmProficiencyRequest,
  GuideCitizenRequest,
  StateAccountRequest,
  VisitHouseholdRequest,
  WithdrawRecordRequest,
} from './records.request.js';

/** What was done for a household and its people: each record under an id of its own, so that it counts once (A2 to A4, T6). */
@Controller('api/field-activity/households/:household')
@UseInterceptors(CommandInterceptor)
export class RecordsController {
  constructor(private readonly desk: HouseholdDesk) {}

  @Post('visits')
  @Allowed('households.record')
  visit(
    @Param('household') of: string,
    @Body() visit: VisitHouseholdRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const { today } = request;
    return this.desk.tell(of, user, request, { type: 'visit-household', visit: { ...visit }, today });
  }

  @Post('guidance')
  @Allowed('households.record')
  guide(
    @Param('household') of: string,
    @Body() guidance: GuideCitizenRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const { today } = request;
    return this.desk.tell(of, user, request, { type: 'guide-citizen', guidance: { ...guidance }, today });
  }

  @Post('confirmations')
  @Allowed('households.record')
  confirm(
    @Param('household') of: string,
    @Body() confirmation: ConfirmProficiencyRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const { today } = request;
    return this.desk.tell(of, user, request, { type: 'confirm-proficiency', confirmation: { ...confirmation }, today });
  }

  @Post('account-statements')
  @Allowed('households.record')
  stateAccount(
    @Param('household') of: string,
    @Body() statement: StateAccountRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const { today } = request;
    return this.desk.tell(of, user, request, { type: 'state-account', statement: { ...statement }, today });
  }

  @Post('proxy-acts')
  @Allowed('households.record')
  actFor(
    @Param('household') of: string,
    @Body() proxy: ActForHouseholdRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const { today } = request;
    return this.desk.tell(of, user, request, { type: 'act-for-household', proxy: { ...proxy }, today });
  }

  @Post('records/:record/withdrawal')
  @Allowed('households.record')
  withdraw(
    @Param('household') of: string,
    @Param('record') which: string,
    @Body() { reason }: WithdrawRecordRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const record = parameter(recordId, 'record', which);
    return this.desk.tell(of, user, request, { type: 'withdraw-record', record, reason });
  }
}
