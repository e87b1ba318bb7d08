import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore, StreamMemory } from '@tung-nha/event-store';
import { eventFeedController, Reference } from '@tung-nha/service-runtime';
import { AssignmentReactions, AssignmentReactionsConsumer } from './assignment-reactions.js';
import { CareController } from './care.controller.js';
import { CitizensController } from './citizens.controller.js';
import { DeclarationsController } from './declarations.controller.js';
import { DeclareHouseholdsHandler } from './declarations.handler.js';
import { HouseholdDesk } from './household-desk.js';
import { HouseholdsController } from './households.controller.js';
import { CommandHouseholdsHandler, newHouseholdMemory } from './households.handler.js';
import { RecordsController } from './records.controller.js';
import { TEAM_FACTS, teamFactsOf } from './team-facts.js';

export interface FieldActivityPorts {
  readonly eventStore: EventStore;
  readonly reactions: AssignmentReactions;
}

/** The context knows ports only; which adapters stand behind them is the preset's choice. */
@Module({})
export class FieldActivityModule {
  static with({ eventStore, reactions }: FieldActivityPorts): DynamicModule {
    return {
      module: FieldActivityModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        HouseholdsController,
        CitizensController,
        RecordsController,
        CareController,
        DeclarationsController,
        AssignmentReactionsConsumer,
        eventFeedController('field-activity', eventStore),
      ],
      providers: [
        HouseholdDesk,
        CommandHouseholdsHandler,
        DeclareHouseholdsHandler,
        { provide: EVENT_STORE, useValue: eventStore },
        { provide: StreamMemory, useFactory: newHouseholdMemory },
        { provide: AssignmentReactions, useValue: reactions },
        { provide: TEAM_FACTS, useFactory: teamFactsOf, inject: [Reference] },
      ],
    };
  }
}
