import {
  type Activity,
  activity,
  householdId,
  type HouseholdId,
  recordId,
  type RecordId,
  type Visit,
  withdrawalReason,
  type WithdrawalReason,
} from '@tung-nha/field-activity-events';
import {
  localDate,
  type LocalDate,
  subjectRef,
  type SubjectRef,
  teamId,
  type TeamId,
  unitId,
  type UnitId,
} from '@tung-nha/kernel';
import { ConformsTo } from '@tung-nha/service-runtime';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';

export class RegisterHouseholdRequest {
  @ConformsTo(householdId)
  household!: HouseholdId;
  @ConformsTo(unitId)
  village!: UnitId;
  /** Counts from this day on. */
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class RegisterHouseholdsRequest {
  @ConformsTo(localDate)
  on!: LocalDate;
  /** All or none of them are registered. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @ConformsTo(householdId, { each: true })
  households!: HouseholdId[];
}

export class VisitHouseholdRequest implements Visit {
  /** Made on the phone at the door, so that a visit sent twice counts once (A2). */
  @ConformsTo(recordId)
  visit!: RecordId;
  /** The day of the visit, which may be long before the day it is sent. */
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(teamId)
  team!: TeamId;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @ConformsTo(subjectRef, { each: true })
  members!: SubjectRef[];
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @ConformsTo(activity, { each: true })
  activities!: Activity[];
}

export class MoveHouseholdRequest {
  @ConformsTo(unitId)
  to!: UnitId;
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class WithdrawRecordRequest {
  @ConformsTo(withdrawalReason)
  reason!: WithdrawalReason;
}
