import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type Action, type Identity, TokenVerifier } from '@tung-nha/access';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { Access } from './access.js';
import { Problem } from './problem.js';

const ACCESS = 'tung-nha:access';

/** What a route needs; a service with a route that says neither refuses to start (X5). */
export const Allowed = (action: Action) => SetMetadata(ACCESS, action);
export const Public = () => SetMetadata(ACCESS, 'public');

export const declaredAccess = (reflector: Reflector, ...targets: Parameters<Reflector['getAllAndOverride']>[1]) =>
  reflector.getAllAndOverride<Action | 'public' | undefined>(ACCESS, targets);

export type Authenticated = FastifyRequest & {
  readonly user: Identity;
  verifier?: TokenVerifier;
};

/** Stateless, because passport keeps one registry for the whole process: the verifier comes with the request. */
class BearerStrategy extends passport.Strategy {
  override authenticate(this: passport.StrategyCreated<BearerStrategy>, request: unknown): void {
    const { headers, verifier } = request as Authenticated;
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || !verifier) return this.fail('TokenMissing');
    verifier.verify(token).then(
      (identity) => this.success(identity),
      () => this.fail('TokenInvalid'),
    );
  }
}
passport.use('bearer', new BearerStrategy());

@Injectable()
export class AccessGuard extends AuthGuard('bearer') implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
    private readonly access: Access,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const needed = declaredAccess(this.reflector, context.getHandler(), context.getClass());
    if (needed === 'public') return true;
    const request = context.switchToHttp().getRequest<Authenticated>();
    request.verifier = this.tokens;
    await super.canActivate(context);
    if (needed === undefined || !this.access.may(request.user, needed)) throw new Problem('NotAllowed');
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false, info: unknown): User {
    if (error || !user) throw new Problem(info === 'TokenMissing' ? 'TokenMissing' : 'TokenInvalid');
    return user;
  }
}
