import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { assignmentId } from '@tung-nha/field-activity-events';
import { Allowed, CommandInterceptor, parameter, type Telling, Told } from '@tung-nha/service-runtime';
import { AssignMemberRequest, EndAssignmentRequest, StateCareNeedRequest } from './care.request.js';
import { HouseholdDesk } from './household-desk.js';

/** Which households need care, and who is in charge of them (T6). */
@Controller('api/field-activity/households/:household')
@UseInterceptors(CommandInterceptor)
export class CareController {
  constructor(private readonly desk: HouseholdDesk) {}

  @Post('needs')
  @Allowed('households.record')
  need(@Param('household') of: string, @Body() { on, reason }: StateCareNeedRequest, @Told() telling: Telling) {
    return this.desk.tell(of, telling, { type: 'state-care-need', on, reason, today: telling.today });
  }

  @Post('assignments')
  @Allowed('households.assign')
  assign(@Param('household') of: string, @Body() assignment: AssignMemberRequest, @Told() telling: Telling) {
    const command = { type: 'assign-member', assignment: { ...assignment }, today: telling.today } as const;
    return this.desk.tell(of, telling, command, 'households.assign');
  }

  @Post('assignments/:assignment/end')
  @Allowed('households.assign')
  end(
    @Param('household') of: string,
    @Param('assignment') which: string,
    @Body() { on, reason }: EndAssignmentRequest,
    @Told() telling: Telling,
  ) {
    const assignment = parameter(assignmentId, 'assignment', which);
    const command = { type: 'end-assignment', assignment, on, reason, today: telling.today } as const;
    return this.desk.tell(of, telling, command, 'households.assign');
  }
}
