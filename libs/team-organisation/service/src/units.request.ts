import { localDate, type LocalDate, type UnitId, unitId } from '@tung-nha/kernel';
import { ConformsTo } from '@tung-nha/service-runtime';
import {
  type ChangeKind,
  changeKinds,
  type UnitChangeRow,
  type UnitList,
  type UnitListRow,
} from '@tung-nha/team-organisation-domain';
import { type Level, levels, placeName, sourceCode, unitCode } from '@tung-nha/team-organisation-events';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Min,
  ValidateNested,
} from 'class-validator';
import { z } from 'zod';

const officialLevels = levels.filter((level) => level !== 'village');
const MOST_ROWS = 50_000;

export class UnitListRowRequest implements UnitListRow {
  @ApiProperty({ type: 'integer', description: 'place in the file, for messages' })
  @IsInt()
  @Min(1)
  row!: number;
  @ConformsTo(unitCode)
  code!: string;
  @ConformsTo(placeName)
  name!: string;
  @ConformsTo(placeName)
  type!: string;
  @ApiProperty({ enum: officialLevels })
  @IsIn(officialLevels)
  level!: Level;
  @ConformsTo(unitCode.nullable())
  parentCode!: string | null;
  @ConformsTo(placeName)
  fullName!: string;
}

export class UnitListRequest implements UnitList {
  @ConformsTo(sourceCode)
  source!: string;
  /** The first day on which the list is in force. */
  @ConformsTo(localDate)
  on!: LocalDate;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => UnitListRowRequest)
  @ApiProperty({ type: () => [UnitListRowRequest] })
  rows!: UnitListRowRequest[];
}

export class UnitChangeRowRequest implements UnitChangeRow {
  @ApiProperty({ type: 'integer', description: 'place in the file, for messages' })
  @IsInt()
  @Min(1)
  row!: number;
  @ConformsTo(localDate)
  on!: LocalDate;
  @ApiProperty({ enum: changeKinds })
  @IsIn(changeKinds)
  kind!: ChangeKind;
  @ApiProperty({ enum: officialLevels })
  @IsIn(officialLevels)
  level!: Level;
  @ConformsTo(unitCode.nullable())
  fromCode!: string | null;
  @ConformsTo(unitCode.nullable())
  toCode!: string | null;
  @ConformsTo(placeName.nullable())
  toFullName!: string | null;
  @ApiProperty({ enum: ['full', 'partial'] })
  @IsIn(['full', 'partial'])
  extent!: 'full' | 'partial';
  @ConformsTo(z.string().max(200).nullable())
  decision!: string | null;
  @ConformsTo(unitCode.nullable())
  parentCode!: string | null;
}

export class UnitChangesRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => UnitChangeRowRequest)
  @ApiProperty({ type: () => [UnitChangeRowRequest] })
  rows!: UnitChangeRowRequest[];
  /** Lists in force on the days of change or later: they say type and parent of new units. */
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => UnitListRequest)
  @ApiProperty({ type: () => [UnitListRequest] })
  lists!: UnitListRequest[];
}

export class NewVillageRequest {
  @IsOptional()
  @ConformsTo(unitId)
  village?: UnitId;
  @ConformsTo(placeName)
  name!: string;
  @ConformsTo(placeName)
  kind!: string;
}

export class FoundVillagesRequest {
  @ConformsTo(localDate)
  on!: LocalDate;
  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  simulated?: boolean;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NewVillageRequest)
  @ApiProperty({ type: () => [NewVillageRequest] })
  villages!: NewVillageRequest[];
}
