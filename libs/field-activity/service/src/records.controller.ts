import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { recordId } from '@tung-nha/field-activity-events';
import { Allowed, CommandInterceptor, parameter, type Telling, Told } from '@tung-nha/service-runtime';
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
  visit(@Param('household') of: string, @Body() visit: VisitHouseholdRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'visit-household', visit: { ...visit }, today: telling.today });
  }

  @Post('guidance')
  @Allowed('households.record')
  guide(@Param('household') of: string, @Body() guidance: GuideCitizenRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'guide-citizen', guidance: { ...guidance }, today: telling.today });
  }

  @Post('confirmations')
  @Allowed('households.record')
  confirm(@Param('household') of: string, @Body() confirmation: ConfirmProficiencyRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, {
      type: 'confirm-proficiency',
      confirmation: { ...confirmation },
      today: telling.today,
    });
  }

  @Post('account-statements')
  @Allowed('households.record')
  stateAccount(@Param('household') of: string, @Body() statement: StateAccountRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'state-account', statement: { ...statement }, today: telling.today });
  }

  @Post('proxy-acts')
  @Allowed('households.record')
  actFor(@Param('household') of: string, @Body() proxy: ActForHouseholdRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'act-for-household', proxy: { ...proxy }, today: telling.today });
  }

  @Post('records/:record/withdrawal')
  @Allowed('households.record')
  withdraw(
    @Param('household') of: string,
    @Param('record') which: string,
    @Body() { reason }: WithdrawRecordRequest,
    @Told() telling: Telling,
  ) {
    const record = parameter(recordId, 'record', which);
    return this.desk.tell(of, telling, { type: 'withdraw-record', record, reason });
  }
}
