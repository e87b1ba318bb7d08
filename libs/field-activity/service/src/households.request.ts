import { closingReason, type ClosingReason, householdId, type HouseholdId } from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, type SubjectRef, unitId, type UnitId } from '@tung-nha/kernel';
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

export class MoveHouseholdRequest {
  @ConformsTo(unitId)
  to!: UnitId;
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class SplitHouseholdRequest {
  /** The new household, which nobody has registered yet. */
  @ConformsTo(householdId)
  into!: HouseholdId;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @ConformsTo(subjectRef, { each: true })
  citizens!: SubjectRef[];
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class MergeHouseholdRequest {
  @ConformsTo(householdId)
  into!: HouseholdId;
  @ConformsTo(localDate)
  on!: LocalDate;
}

/** A merge says where the people went, so it is no mere closing. */
const endOfAHousehold = closingReason.exclude(['merged']);

export class CloseHouseholdRequest {
  @ConformsTo(endOfAHousehold)
  reason!: Exclude<ClosingReason, 'merged'>;
  @ConformsTo(localDate)
  on!: LocalDate;
}
