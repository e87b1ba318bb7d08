import { Body, Controller, type DynamicModule, Get, HttpCode, Inject, Module, Post } from '@nestjs/common';
import type { LocalIssuer } from '@tung-nha/access';
import { type SubjectRef, subjectRef } from '@tung-nha/kernel';
import { ConformsTo, Problem, Public, Reference } from '@tung-nha/service-runtime';
import { roleNames } from '@tung-nha/team-organisation-service';
import type { DemoUser } from './demo-places.js';

export interface LocalIdentity {
  readonly issuer: LocalIssuer;
  users(): readonly DemoUser[];
}
const LOCAL_IDENTITY = Symbol('LocalIdentity');

export class TokenRequest {
  @ConformsTo(subjectRef)
  user!: SubjectRef;
}

/** Signing in without a password, for one machine and made-up people. */
@Controller('api/identity')
class LocalIdentityController {
  constructor(
    @Inject(LOCAL_IDENTITY) private readonly identity: LocalIdentity,
    private readonly reference: Reference,
  ) {}

  @Get('demo-users')
  @Public()
  users() {
    return this.identity.users().map(({ user, name, role, unit }) => ({
      user,
      name,
      role,
      roleName: roleNames[role],
      unit: { id: unit, fullName: this.reference.register.units.get(unit)?.versions.at(-1)?.fullName ?? unit },
    }));
  }

  /** With what the other services verify the tokens. */
  @Get('jwks.json')
  @Public()
  keys() {
    return this.identity.issuer.publicKeys;
  }

  @Post('token')
  @HttpCode(200)
  @Public()
  async token(@Body() { user }: TokenRequest) {
    if (!this.identity.users().some((known) => known.user === user)) throw new Problem('DemoUserUnknown');
    const { issuer } = this.identity;
    return { access_token: await issuer.issue(user), token_type: 'Bearer', expires_in: issuer.expiresInSeconds };
  }
}

export const localIdentityWords = {
  DemoUserUnknown: { status: 403, vi: 'Không có người dùng thử này.', en: 'There is no such demo user.' },
};

@Module({})
export class LocalIdentityModule {
  static with(identity: LocalIdentity): DynamicModule {
    return {
      module: LocalIdentityModule,
      controllers: [LocalIdentityController],
      providers: [{ provide: LOCAL_IDENTITY, useValue: identity }],
    };
  }
}
