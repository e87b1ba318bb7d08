import { deriveId, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Grant, GrantId, Reorganisation } from '@tung-nha/team-organisation-events';
import { namedLink, successorsAtEnd, type UnitRegister } from '@tung-nha/units';
import type { AccessCommand } from './access.decider.js';

/** A grant on a unit that a reorganisation abolishes: from `on` it gives nothing. */
export interface TouchedGrant {
  readonly grant: Grant;
  readonly on: LocalDate;
  /** Null where the decision names none, and someone must choose. */
  readonly successor: UnitId | null;
}

/** What the decisions do to grants (T1); `register` already knows the decisions. */
export function touchedGrants(
  register: UnitRegister,
  decisions: readonly Reorganisation[],
  grantsOn: (units: ReadonlySet<UnitId>, day: LocalDate) => readonly Grant[],
): readonly TouchedGrant[] {
  return decisions.flatMap(({ on, closed }) =>
    grantsOn(new Set(closed), on).map((grant) => ({ grant, on, successor: successorOf(register, grant.unit) })),
  );
}

/** The seat the decision names, else the full or only successor: a right is not given where a guess would lead. */
function successorOf({ units }: UnitRegister, unit: UnitId): UnitId | null {
  const known = units.get(unit);
  return known ? (namedLink(successorsAtEnd(known))?.unit ?? null) : null;
}

/** The same role on the successor, from the day of the reorganisation or later; asked again it is the same grant. */
export function regranted({ grant, on, successor }: TouchedGrant): AccessCommand | undefined {
  if (successor === null) return undefined;
  const from = grant.from > on ? grant.from : on;
  const id = deriveId('regrant', grant.grant, successor, on) as GrantId;
  return {
    type: 'grant-access',
    grant: { ...grant, grant: id, unit: successor, from, reason: 'reorganisation' },
  };
}
