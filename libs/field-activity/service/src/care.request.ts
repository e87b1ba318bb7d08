import {
  type Assignment,
  assignmentEnd,
  type AssignmentEnd,
  assignmentId,
  type AssignmentId,
  careReason,
  type CareReason,
} from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, type SubjectRef, teamId, type TeamId } from '@tung-nha/kernel';
import { ConformsTo } from '@tung-nha/service-runtime';

export class StateCareNeedRequest {
  @ConformsTo(localDate)
  on!: LocalDate;
  /** Why nobody in the household is able; null when somebody is again. */
  @ConformsTo(careReason.nullable())
  reason!: CareReason | null;
}

export class AssignMemberRequest implements Assignment {
  @ConformsTo(assignmentId)
  assignment!: AssignmentId;
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(subjectRef)
  member!: SubjectRef;
  @ConformsTo(teamId)
  team!: TeamId;
}

export class EndAssignmentRequest {
  /** The first day on which the member is no longer in charge. */
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(assignmentEnd)
  reason!: AssignmentEnd;
}
