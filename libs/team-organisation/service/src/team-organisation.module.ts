import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { eventFeedController } from '@tung-nha/service-runtime';
import { AccessController } from './access.controller.js';
import { ChangeAccessHandler } from './access.handlers.js';
import { ImportMembersHandler } from './members.handler.js';
import { TeamDirectory, TeamDirectoryProjection } from './team-directory.js';
import { TeamsController } from './teams.controller.js';
import { CommandTeamsHandler } from './teams.handler.js';
import { ApplyUnitChangesHandler, FoundVillagesHandler, RecordUnitListHandler } from './unit-register.handlers.js';
import { UnitsController } from './units.controller.js';

export interface TeamOrganisationPorts {
  readonly eventStore: EventStore;
  /** Subscribed to the bus by the preset. */
  readonly teams: TeamDirectory;
}

/** The context knows ports only; which adapters stand behind them is the preset's choice. */
@Module({})
export class TeamOrganisationModule {
  static with({ eventStore, teams }: TeamOrganisationPorts): DynamicModule {
    return {
      module: TeamOrganisationModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        UnitsController,
        TeamsController,
        AccessController,
        TeamDirectoryProjection,
        eventFeedController('team-organisation', eventStore),
      ],
      providers: [
        RecordUnitListHandler,
        ApplyUnitChangesHandler,
        FoundVillagesHandler,
        ChangeAccessHandler,
        CommandTeamsHandler,
        ImportMembersHandler,
        { provide: TeamDirectory, useValue: teams },
        { provide: EVENT_STORE, useValue: eventStore },
      ],
    };
  }
}
