import { Body, Controller, Get, Inject, Param, Post, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, type Clock, localDate, type LocalDate, subjectRef, today, type UnitId, unitId } from '@tung-nha/kernel';
import {
  Access,
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  ConformsTo,
  parameter,
  Reference,
} from '@tung-nha/service-runtime';
import {
  grantId,
  type GrantId,
  grantReason,
  type GrantReason,
  revocationReason,
  type RevocationReason,
  role,
  type Role,
} from '@tung-nha/team-organisation-events';
import { versionOn } from '@tung-nha/units';
import { ChangeAccess } from './access.handlers.js';
import { roleNames } from './words.js';

export class GrantRequest {
  @ConformsTo(grantId)
  grant!: GrantId;
  @ConformsTo(role)
  role!: Role;
  @ConformsTo(unitId)
  unit!: UnitId;
  @ConformsTo(localDate)
  from!: LocalDate;
  /** The first day on which it no longer holds. */
  @ConformsTo(localDate.nullable())
  to!: LocalDate | null;
  @ConformsTo(grantReason)
  reason!: GrantReason;
}

export class RevocationRequest {
  @ConformsTo(grantId)
  grant!: GrantId;
  @ConformsTo(localDate)
  on!: LocalDate;
  @ConformsTo(revocationReason)
  reason!: RevocationReason;
}

/** Who may act where (X5). */
@Controller('api/team-organisation')
@UseInterceptors(CommandInterceptor)
export class AccessController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The one who asks, with the grants of today. */
  @Get('me')
  @Allowed('progress.read')
  me(@Req() { user: { subject } }: Authenticated) {
    const { grants, register } = this.reference;
    const day = today(this.clock);
    return {
      subject,
      grants: grants.of(subject, day).map(({ grant, role: of, unit, from, to }) => {
        const known = register.units.get(unit);
        const { code, fullName, level } = known ? versionOn(known, day) : { code: null, fullName: '', level: null };
        return { grant, role: of, roleName: roleNames[of], unit: { id: unit, code, fullName, level }, from, to };
      }),
    };
  }

  @Post('access/:subject/grants')
  @Allowed('access.grant')
  grant(
    @Param('subject') to: string,
    @Body() body: GrantRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const subject = parameter(subjectRef, 'subject', to);
    this.access.mustAt(user, 'access.grant', body.unit);
    return this.commands.execute(
      new ChangeAccess(subject, { type: 'grant-access', grant: { ...body, subject } }, request),
    );
  }

  @Post('access/:subject/revocations')
  @Allowed('access.grant')
  revoke(
    @Param('subject') from: string,
    @Body() body: RevocationRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const subject = parameter(subjectRef, 'subject', from);
    const grant = this.reference.grants.of(subject, today(this.clock)).find((known) => known.grant === body.grant);
    this.access.mustAt(user, 'access.grant', grant?.unit);
    return this.commands.execute(new ChangeAccess(subject, { type: 'revoke-access', ...body }, request));
  }
}
