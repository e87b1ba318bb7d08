import { Body, Controller, Get, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { localDate, unitId } from '@tung-nha/kernel';
import {
  Access,
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  parameter,
  Problem,
  Reference,
} from '@tung-nha/service-runtime';
import { findUnits, hierarchyOn, type Unit } from '@tung-nha/units';
import { z } from 'zod';
import { ApplyUnitChanges, FoundVillages, RecordUnitList } from './unit-register.handlers.js';
import { FoundVillagesRequest, UnitChangesRequest, UnitListRequest } from './units.request.js';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const searchText = z.string().min(1).max(100);
const UNKNOWNS_PER_ANSWER = 1_000;

/** The unit register (T1). */
@Controller('api/team-organisation')
@UseInterceptors(CommandInterceptor)
export class UnitsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
  ) {}

  /** An official list. `dryRun=true` judges it and records nothing. */
  @Post('units/lists')
  @Allowed('units.write')
  list(@Body() body: UnitListRequest, @Query('dryRun') dryRun = 'false', @Commanded() request: CommandRequest) {
    return this.commands.execute(new RecordUnitList(body, parameter(flag, 'dryRun', dryRun), request));
  }

  /**
   * A change list, as decisions. `dryRun=true` judges it and records nothing. The answer lists the grants on units that
   * end; `regrant=true` gives them on the successors too.
   */
  @Post('units/changes')
  @Allowed('units.write')
  changes(
    @Body() { rows, lists }: UnitChangesRequest,
    @Commanded() request: CommandRequest,
    @Query('dryRun') dryRun = 'false',
    @Query('regrant') regrant = 'false',
  ) {
    const [dry, grant] = [parameter(flag, 'dryRun', dryRun), parameter(flag, 'regrant', regrant)];
    return this.commands.execute(new ApplyUnitChanges(rows, lists, dry, request, grant));
  }

  @Post('units/:commune/villages')
  @Allowed('villages.found')
  found(
    @Param('commune') commune: string,
    @Body() { on, simulated = false, villages }: FoundVillagesRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const unit = parameter(unitId, 'commune', commune);
    this.access.mustAt(user, 'villages.found', unit);
    return this.commands.execute(new FoundVillages(on, simulated, [{ commune: unit, villages }], request));
  }

  /** What the sources do not say, listed instead of guessed. */
  @Get('units/unknowns')
  @Allowed('units.read')
  unknowns() {
    const { unknowns } = this.reference.register;
    return { total: unknowns.length, unknowns: unknowns.slice(0, UNKNOWNS_PER_ANSWER) };
  }

  /** By text, without diacritics, old names and codes included; or by code on a day. */
  @Get('units')
  @Allowed('units.read')
  find(@Query('text') text?: string, @Query('code') code?: string, @Query('on') on?: string) {
    const day = on === undefined ? undefined : parameter(localDate, 'on', on);
    const { register } = this.reference;
    if (code !== undefined) {
      const level = code.length === 2 ? 'province' : code.length === 3 ? 'district' : 'commune';
      const found =
        day && hierarchyOn(register, day).byCode(level, parameter(z.string().regex(/^\d{2,5}$/), 'code', code));
      const ids = day ? (found ? [found.id] : []) : register.bearersOf(level, code);
      return { units: ids.map((id) => described(register.units.get(id)!)) };
    }
    const found = findUnits(register, parameter(searchText, 'text', text), day ? { on: day } : {});
    return { units: found.map(({ unit }) => described(register.units.get(unit)!)) };
  }

  /** A unit's whole life: versions, predecessors and successors. */
  @Get('units/:unit')
  @Allowed('units.read')
  unit(@Param('unit') unit: string) {
    const known = this.reference.register.units.get(parameter(unitId, 'unit', unit));
    if (!known) throw new Problem('NotAllowed');
    return described(known);
  }
}

const described = ({ id, from, to, versions, predecessors, successors }: Unit) => ({
  id,
  from,
  to,
  versions,
  predecessors,
  successors,
});
