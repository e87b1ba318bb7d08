import { Body, Controller, Param, Post, Req, UseInterceptors } from '@nestjs/common';
import { assignmentId } from '@tung-nha/field-activity-events';
import {
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  parameter,
} from '@tung-nha/service-runtime';
import { AssignMemberRequest, EndAssignmentRequest, StateCareNeedRequest } from './care.request.js';
import { HouseholdDesk } from './household-desk.js';

/** Which households need care, and who is in charge of them (T6). */
@Controller('api/field-activity/households/:household')
@UseInterceptors(CommandInterceptor)
export class CareController {
  constructor(private readonly desk: HouseholdDesk) {}

  @Post('needs')
  @Allowed('households.record')
  need(
    @Param('household') of: string,
    @Body() { on, reason }: StateCareNeedRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    return this.desk.tell(of, user, request, { type: 'state-care-need', on, reason, today: request.today });
  }

  @Post('assignments')
  @Allowed('households.assign')
  assign(
    @Param('household') of: string,
    @Body() assignment: AssignMemberRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const command = { type: 'assign-member', assignment: { ...assignment }, today: request.today } as const;
    return this.desk.tell(of, user, request, command, 'households.assign');
  }

  @Post('assignments/:assignment/end')
  @Allowed('households.assign')
  end(
    @Param('household') of: string,
    @Param('assignment') which: string,
    @Body() { on, reason }: EndAssignmentRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const assignment = parameter(assignmentId, 'assignment', which);
    const command = { type: 'end-assignment', assignment, on, reason, today: request.today } as const;
    return this.desk.tell(of, user, request, command, 'households.assign');
  }
}
