import { UseInterceptors } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { GrantBook } from '@tung-nha/access';
import { type Batch, EventHandlers } from '@tung-nha/event-bus';
import { storedDataOf, type TeamId } from '@tung-nha/kernel';
import {
  type AccessEvent,
  readTeamOrganisationEvent,
  type TeamEvent,
  type UnitRegisterEvent,
} from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister, type UnitRegister } from '@tung-nha/units';
import { TeamBook } from './team-book.js';

import { BatchLogInterceptor } from './batch-log.interceptor.js';
import { LaneInMemory } from './lane-in-memory.js';

export const REFERENCE_CONSUMER = 'reference.projection';

/**
 * What a context needs of team-organisation, folded for itself from its events: the units of any day, the grants, the teams
 * with their members.
 * It is kept in memory and begins at zero with each start; nobody asks a neighbour while deciding (ARCHITECTURE §3).
 */
export class Reference {
  register: UnitRegister = emptyRegister;
  readonly grants = new GrantBook();
  readonly teams = new TeamBook();
  /** Some of the units were made up for a demonstration, and every page says so. */
  simulated = false;
  private readonly lane = new LaneInMemory(REFERENCE_CONSUMER, 'team-organisation');
  readonly subscription = this.lane.subscription;

  /** Heard up to here. */
  get position(): number {
    return this.lane.position;
  }

  apply(batch: Pick<Batch, 'upTo' | 'deliveries'>): void {
    this.lane.take(batch, (envelope) => {
      if (envelope.type === 'team-organisation.villages-founded')
        this.simulated ||= (envelope.data as { readonly simulated?: boolean }).simulated === true;
      if (envelope.subject.startsWith('unit-register/'))
        this.register = foldRegister(
          this.register,
          readTeamOrganisationEvent(storedDataOf(envelope)) as UnitRegisterEvent,
        );
      else if (envelope.subject.startsWith('access/'))
        this.grants.apply(readTeamOrganisationEvent(storedDataOf(envelope)) as AccessEvent);
      else if (envelope.subject.startsWith('team/'))
        this.teams.apply(
          envelope.subject.slice('team/'.length) as TeamId,
          readTeamOrganisationEvent(storedDataOf(envelope)) as TeamEvent,
        );
    });
  }
}

@EventHandlers()
@UseInterceptors(BatchLogInterceptor)
export class ReferenceProjection {
  constructor(private readonly reference: Reference) {}

  @EventPattern(REFERENCE_CONSUMER)
  apply(@Payload() batch: Batch): void {
    this.reference.apply(batch);
  }
}
