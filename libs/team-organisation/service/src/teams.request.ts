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
import type { MemberRow } from '@tung-nha/team-organisation-domain';
import {
  type Appointment,
  type Decision,
  decisionNumber,
  office,
  type Office,
  position,
  type Position,
  releaseReason,
  type ReleaseReason,
  sendingOrganisation,
  type SendingOrganisation,
  signingCapacity,
  type SigningCapacity,
  teamRole,
  type TeamRole,
} from '@tung-nha/team-organisation-events';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsInt, Min, ValidateNested } from 'class-validator';

/** A province has about 16,000 members. */
const MOST_ROWS = 50_000;

/** The legal act on a team: nothing of it may stay unknown (T2). */
export class DecisionRequest implements Decision {
  @ConformsTo(decisionNumber)
  number!: string;
  @ConformsTo(localDate)
  date!: LocalDate;
  @ConformsTo(office)
  office!: Office;
  @ConformsTo(signingCapacity)
  capacity!: SigningCapacity;
  @ConformsTo(unitId)
  issuingUnit!: UnitId;
}

export class DecidedRequest {
  @ApiProperty({ type: () => DecisionRequest })
  @IsDefined()
  @ValidateNested()
  @Type(() => DecisionRequest)
  decision!: DecisionRequest;
  /** The day from which it takes effect. */
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class EstablishTeamRequest extends DecidedRequest {
  @ConformsTo(teamId)
  team!: TeamId;
  @ConformsTo(unitId)
  unit!: UnitId;
}

export class AppointMemberRequest implements Appointment {
  @ConformsTo(subjectRef)
  member!: SubjectRef;
  @ConformsTo(teamRole)
  role!: TeamRole;
  @ConformsTo(position)
  position!: Position;
  @ConformsTo(sendingOrganisation)
  organisation!: SendingOrganisation;
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class ChangeRoleRequest {
  @ConformsTo(teamRole)
  role!: TeamRole;
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class ReleaseMemberRequest {
  @ConformsTo(releaseReason)
  reason!: ReleaseReason;
  /** The first day on which the person is no longer in the team. */
  @ConformsTo(localDate)
  on!: LocalDate;
}

export class MemberRowRequest extends AppointMemberRequest implements MemberRow {
  @ApiProperty({ type: 'integer', description: 'place in the file, for messages' })
  @IsInt()
  @Min(1)
  row!: number;
  @ConformsTo(teamId)
  team!: TeamId;
}

export class ImportMembersRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => MemberRowRequest)
  @ApiProperty({ type: () => [MemberRowRequest] })
  rows!: MemberRowRequest[];
}
