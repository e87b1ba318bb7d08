import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { eventFeedController } from '@tung-nha/service-runtime';
import { AccessController } from './access.controller.js';
import { ChangeAccessHandler } from './access.handlers.js';
import { CommandTeamsHandler } from './teams.handler.js';
import { ApplyUnitChangesHandler, FoundVillagesHandler, RecordUnitListHandler } from './unit-register.handlers.js';
import { UnitsController } from './units.controller.js';

export interface TeamOrganisationPorts {
  readonly eventStore: EventStore;
}

/** The context knows ports only; which adapters stand behind them is the preset's choice. */
@Module({})
export class TeamOrganisationModule {
  static with({ eventStore }: TeamOrganisationPorts): DynamicModule {
    return {
      module: TeamOrganisationModule,
      imports: [CqrsModule.forRoot()],
      controllers: [UnitsController, AccessController, eventFeedController('team-organisation', eventStore)],
      providers: [
        RecordUnitListHandler,
        ApplyUnitChangesHandler,
        FoundVillagesHandler,
        ChangeAccessHandler,
        CommandTeamsHandler,
        { provide: EVENT_STORE, useValue: eventStore },
      ],
    };
  }
}
