import { Inject, Injectable } from '@nestjs/common';
import type { Action, Identity } from '@tung-nha/access';
import { CLOCK, type Clock, today, type UnitId } from '@tung-nha/kernel';
import { Problem } from './problem.js';
import { Reference } from './reference.js';

/** Who may what where, today, by the grants heard so far (X5). */
@Injectable()
export class Access {
  constructor(
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  may({ subject }: Identity, action: Action): boolean {
    const { grants, register } = this.reference;
    return grants.may(subject, action, register, today(this.clock));
  }

  mayAt({ subject }: Identity, action: Action, unit: UnitId): boolean {
    const { grants, register } = this.reference;
    return grants.mayAt(subject, action, unit, register, today(this.clock));
  }

  /** @throws Problem, the same for a foreign unit and for one nobody knows */
  mustAt(identity: Identity, action: Action, unit: UnitId | undefined): void {
    if (unit === undefined || !this.mayAt(identity, action, unit)) throw new Problem('NotAllowed');
  }
}
