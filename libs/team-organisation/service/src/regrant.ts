import type { EventStore } from '@tung-nha/event-store';
import { followingCommand, type LocalDate, type SubjectRef, type UnitId } from '@tung-nha/kernel';
import type { CommandRequest, Reference } from '@tung-nha/service-runtime';
import { regranted, type TouchedGrant, touchedGrants } from '@tung-nha/team-organisation-domain';
import type { GrantId, Reorganisation, Role } from '@tung-nha/team-organisation-events';
import type { UnitRegister } from '@tung-nha/units';
import { ChangeAccess, ChangeAccessHandler } from './access.handlers.js';

/** A grant that a reorganisation empties, as it is told. */
export interface TouchedGrantAnswer {
  readonly grant: GrantId;
  readonly subject: SubjectRef;
  readonly role: Role;
  readonly unit: UnitId;
  readonly on: LocalDate;
  readonly successor: UnitId | null;
  /** It was given on the successor, or would be; false where none is named, or the one who asks may not grant there. */
  readonly regranted: boolean;
}

export interface Touched extends TouchedGrant {
  readonly mayRegrant: boolean;
}

/** The grants on units that end, as far as the one who asks may grant there; `after` knows the decisions. */
export function grantsTouched(
  { grants, register }: Reference,
  after: UnitRegister,
  decisions: readonly Reorganisation[],
  { actor, today }: CommandRequest,
): readonly Touched[] {
  return touchedGrants(after, decisions, (units, day) => grants.on(units, day))
    .filter(({ grant }) => grants.mayAt(actor, 'access.grant', grant.unit, register, today))
    .map((touched) => ({
      ...touched,
      // A successor is often larger: nobody gives what they do not have there.
      mayRegrant: touched.successor !== null && grants.mayAt(actor, 'access.grant', touched.successor, after, today),
    }));
}

/** Asked again it gives the same grants: their ids derive from the old ones. */
export async function regrantAll(
  store: EventStore,
  touched: readonly Touched[],
  { expectedVersion: _, ...request }: CommandRequest,
): Promise<void> {
  const handler = new ChangeAccessHandler(store);
  for (const one of touched) {
    const command = one.mayRegrant ? regranted(one) : undefined;
    if (!command) continue;
    const commandId = followingCommand(request.commandId, `regrant ${one.grant.grant}`);
    await handler.execute(new ChangeAccess(one.grant.subject, command, { ...request, commandId }));
  }
}

export const touchedGrantAnswer = (
  { grant: { grant, subject, role, unit }, on, successor, mayRegrant }: Touched,
  regrant: boolean,
): TouchedGrantAnswer => ({ grant, subject, role, unit, on, successor, regranted: regrant && mayRegrant });
