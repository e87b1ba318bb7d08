import {
  departureReason,
  type DepartureReason,
  householdId,
  type HouseholdId,
  turns14,
  type Turns14,
} from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, type SubjectRef } from '@tung-nha/kernel';
import { ConformsTo } from '@tung-nha/service-runtime';

export class JoinHouseholdRequest {
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  /** The year of turning 14, `earlier` for those who long have: all that is kept of a birth date. */
  @ConformsTo(turns14)
  turns14!: Turns14;
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class LeaveHouseholdRequest {
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  @ConformsTo(departureReason)
  reason!: DepartureReason;
  /** The first day on which the person is no member. */
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class MoveCitizenRequest {
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  @ConformsTo(householdId)
  to!: HouseholdId;
  @ConformsTo(localDate)
  on!: LocalDate;
}
