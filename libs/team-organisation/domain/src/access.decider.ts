import { type Decider, DomainError, type LocalDate, registryOf, sameData, type UnitId } from '@tung-nha/kernel';
import {
  type AccessEvent,
  accessEvents,
  type Grant,
  type GrantId,
  readAccessEvent,
  type RevocationReason,
} from '@tung-nha/team-organisation-events';

export type AccessCommand =
  | { type: 'grant-access'; grant: Grant }
  | { type: 'revoke-access'; grant: GrantId; on: LocalDate; reason: RevocationReason };

export const accessRules = ['GrantedOtherwise', 'GrantUnknown', 'GrantEndsBeforeItBegins', 'RevokedOtherwise'] as const;
export type AccessRule = (typeof accessRules)[number];

export interface AccessState {
  readonly grants: ReadonlyMap<GrantId, Grant>;
  /** The first day on which a revoked grant no longer holds. */
  readonly revoked: ReadonlyMap<GrantId, LocalDate>;
}

/** What one subject may do where (X5). */
export const access: Decider<AccessState, AccessCommand, AccessEvent> = {
  initialState: { grants: new Map(), revoked: new Map() },
  evolve(state, event) {
    switch (event.type) {
      case 'team-organisation.access-granted':
        return { ...state, grants: new Map(state.grants).set(event.data.grant, event.data) };
      case 'team-organisation.access-revoked':
        return { ...state, revoked: new Map(state.revoked).set(event.data.grant, event.data.on) };
    }
  },
  decide(command, { grants, revoked }) {
    switch (command.type) {
      case 'grant-access': {
        const { grant } = command;
        const known = grants.get(grant.grant);
        if (known && sameData(known, grant)) return [];
        if (known) throw refused('GrantedOtherwise', { grant: grant.grant });
        if (grant.to !== null && grant.to <= grant.from) throw refused('GrantEndsBeforeItBegins', { to: grant.to });
        return [{ type: 'team-organisation.access-granted', data: grant }];
      }
      case 'revoke-access': {
        const { grant, on, reason } = command;
        if (!grants.has(grant)) throw refused('GrantUnknown', { grant });
        const earlier = revoked.get(grant);
        if (earlier === on) return [];
        if (earlier !== undefined) throw refused('RevokedOtherwise', { on: earlier });
        return [{ type: 'team-organisation.access-revoked', data: { grant, on, reason } }];
      }
    }
  },
};

const refused = (rule: AccessRule, details?: DomainError['details']) => new DomainError(rule, details);

export const accessAggregate = {
  context: 'team-organisation',
  decider: access,
  read: readAccessEvent,
  definitionOf: registryOf(accessEvents),
  unitOf: ({ grants }: AccessState): UnitId => [...grants.values()].at(-1)!.unit,
} as const;
