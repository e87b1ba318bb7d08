import {
  account,
  type Account,
  accountState,
  type AccountState,
  type AccountStatement,
  activity,
  type Activity,
  basis,
  type Basis,
  type Confirmation,
  type Guidance,
  guidanceMode,
  type GuidanceMode,
  type ProxyAct,
  recordId,
  type RecordId,
  skill,
  type Skill,
  type Visit,
  withdrawalReason,
  type WithdrawalReason,
} from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, type SubjectRef, teamId, type TeamId } from '@tung-nha/kernel';
import { ConformsTo } from '@tung-nha/service-runtime';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { z } from 'zod';

/** What a team did on a day, by which of its members. */
class DoneByTeam {
  /** The day it was done, which may be long before the day it is sent. */
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
}

export class VisitHouseholdRequest extends DoneByTeam implements Visit {
  /** Made on the phone at the door, so that a visit sent twice counts once (A2). */
  @ConformsTo(recordId)
  visit!: RecordId;
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @ConformsTo(activity, { each: true })
  activities!: Activity[];
}

export class GuideCitizenRequest extends DoneByTeam implements Guidance {
  @ConformsTo(recordId)
  guidance!: RecordId;
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  @ConformsTo(skill)
  skill!: Skill;
  @ConformsTo(guidanceMode)
  mode!: GuidanceMode;
}

/** Done with the household's consent, and while it is in care. */
export class ActForHouseholdRequest extends DoneByTeam implements ProxyAct {
  @ConformsTo(recordId)
  proxy!: RecordId;
}

export class ConfirmProficiencyRequest implements Confirmation {
  @ConformsTo(recordId)
  confirmation!: RecordId;
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  @ConformsTo(skill)
  skill!: Skill;
  @ConformsTo(basis)
  basis!: Basis;
}

export class StateAccountRequest implements AccountStatement {
  @ConformsTo(recordId)
  statement!: RecordId;
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(subjectRef)
  citizen!: SubjectRef;
  @ConformsTo(account)
  account!: Account;
  /** Only VNeID knows `registered`. */
  @ConformsTo(accountState)
  state!: AccountState;
  /** VNeID only; null where it is not known, and for all other accounts. */
  @ConformsTo(z.union([z.literal(1), z.literal(2)]).nullable())
  level!: 1 | 2 | null;
}

export class WithdrawRecordRequest {
  @ConformsTo(withdrawalReason)
  reason!: WithdrawalReason;
}
