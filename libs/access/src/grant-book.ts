import type { LocalDate, SubjectRef, UnitId } from '@tung-nha/kernel';
import type { AccessEvent, Grant, GrantId } from '@tung-nha/team-organisation-events';
import { chainOn, footprint, inForce, type UnitRegister } from '@tung-nha/units';
import { type Action, permissions } from './permissions.js';

/** All grants there are, folded from the events of team-organisation (X5). */
export class GrantBook {
  private readonly bySubject = new Map<SubjectRef, Map<GrantId, Grant>>();
  private readonly subjectOf = new Map<GrantId, SubjectRef>();

  apply(event: AccessEvent): void {
    switch (event.type) {
      case 'team-organisation.access-granted': {
        const { subject, grant } = event.data;
        const grants = this.bySubject.get(subject) ?? new Map<GrantId, Grant>();
        this.bySubject.set(subject, grants.set(grant, event.data));
        this.subjectOf.set(grant, subject);
        break;
      }
      case 'team-organisation.access-revoked': {
        const { grant, on } = event.data;
        const grants = this.bySubject.get(this.subjectOf.get(grant)!);
        const known = grants?.get(grant);
        if (grants && known) grants.set(grant, { ...known, to: known.to === null || on < known.to ? on : known.to });
      }
    }
  }

  /** Grants in force on the day, whatever their unit has become. */
  of(subject: SubjectRef, on: LocalDate): readonly Grant[] {
    return [...(this.bySubject.get(subject)?.values() ?? [])].filter(
      ({ from, to }) => from <= on && (to === null || on < to),
    );
  }

  /** Everybody's grants on one of the units that hold on the day or will, whatever the units have become. */
  on(units: ReadonlySet<UnitId>, day: LocalDate): readonly Grant[] {
    return [...this.bySubject.values()]
      .flatMap((grants) => [...grants.values()])
      .filter(({ unit, to }) => units.has(unit) && (to === null || day < to));
  }

  /** Somewhere, by a grant that gives something today. */
  may(subject: SubjectRef, action: Action, register: UnitRegister, today: LocalDate): boolean {
    return this.scopes(subject, action, register, today).length > 0;
  }

  /** At this unit. An unknown unit and a foreign one cannot be told apart by the answer. */
  mayAt(subject: SubjectRef, action: Action, unit: UnitId, register: UnitRegister, today: LocalDate): boolean {
    const scopes = this.scopes(subject, action, register, today);
    const known = register.units.get(unit);
    if (!known) return false;
    if (inForce(known, today) || known.versions[0]?.level === 'village')
      return chainOn(register, unit, today).some((above) => scopes.includes(above));
    // A predecessor: where all it had lies today must be within the scope.
    const root = footprint(register, unit, today)?.root;
    return (
      root !== undefined && root !== unit && chainOn(register, root, today).some((above) => scopes.includes(above))
    );
  }

  /** A grant on an abolished unit gives nothing. */
  private scopes(subject: SubjectRef, action: Action, register: UnitRegister, today: LocalDate): UnitId[] {
    return this.of(subject, today).flatMap(({ role, unit }) => {
      const known = register.units.get(unit);
      return known && inForce(known, today) && permissions[role].includes(action) ? [unit] : [];
    });
  }
}
