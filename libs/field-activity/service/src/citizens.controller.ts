import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { Allowed, CommandInterceptor, type Telling, Told } from '@tung-nha/service-runtime';
import { JoinHouseholdRequest, LeaveHouseholdRequest, MoveCitizenRequest } from './citizens.request.js';
import { HouseholdDesk } from './household-desk.js';

/** Who belongs to a household (A1). */
@Controller('api/field-activity/households/:household')
@UseInterceptors(CommandInterceptor)
export class CitizensController {
  constructor(private readonly desk: HouseholdDesk) {}

  @Post('citizens')
  @Allowed('households.record')
  join(
    @Param('household') of: string,
    @Body() { citizen, turns14, on }: JoinHouseholdRequest,
    @Told() telling: Telling,
  ) {
    return this.desk.tell(of, telling, { type: 'join-household', citizen, turns14, on, today: telling.today });
  }

  /** Died, or went where this platform does not follow. */
  @Post('departures')
  @Allowed('households.record')
  leave(
    @Param('household') of: string,
    @Body() { citizen, reason, on }: LeaveHouseholdRequest,
    @Told() telling: Telling,
  ) {
    return this.desk.tell(of, telling, { type: 'leave-household', citizen, reason, on, today: telling.today });
  }

  /** Into another household here, with all that is known of the person; its sender must have a say in both. */
  @Post('transfers')
  @Allowed('households.record')
  async transfer(
    @Param('household') of: string,
    @Body() { citizen, to, on }: MoveCitizenRequest,
    @Told() telling: Telling,
  ) {
    await this.desk.within(to, telling.user, 'households.record');
    return this.desk.tell(of, telling, { type: 'move-citizen', citizen, to, on, today: telling.today });
  }
}
