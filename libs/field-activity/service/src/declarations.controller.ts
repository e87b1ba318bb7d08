import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { localDate, type LocalDate, unitId } from '@tung-nha/kernel';
import {
  Access,
  Allowed,
  CommandInterceptor,
  ConformsTo,
  parameter,
  Reference,
  type Telling,
  Told,
} from '@tung-nha/service-runtime';
import { inForce, versionOn } from '@tung-nha/units';
import { IsInt, Max, Min } from 'class-validator';
import { DeclareHouseholds } from './declarations.handler.js';

export class DeclareHouseholdsRequest {
  @IsInt()
  @Min(2_000)
  @Max(2_100)
  year!: number;
  /** The day of the declaration, in that year; the latest one stands. */
  @ConformsTo(localDate)
  on!: LocalDate;
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  households!: number;
}

/** A commune's official yearly count of households, beside which the registered ones are shown (P1). */
@Controller('api/field-activity')
@UseInterceptors(CommandInterceptor)
export class DeclarationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
  ) {}

  @Post('communes/:commune/declared-households')
  @Allowed('households.declare')
  declare(
    @Param('commune') of: string,
    @Body() { year, on, households }: DeclareHouseholdsRequest,
    @Told() { user, request, today }: Telling,
  ) {
    const commune = parameter(unitId, 'commune', of);
    const unit = this.reference.register.units.get(commune);
    const isCommune = unit && inForce(unit, on) && versionOn(unit, on).level === 'commune';
    this.access.mustAt(user, 'households.declare', isCommune ? commune : undefined);
    return this.commands.execute(
      new DeclareHouseholds({ type: 'declare-households', unit: commune, year, on, households, today }, request),
    );
  }
}
