import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { eventFeedController } from '@tung-nha/service-runtime';
import { HouseholdsController } from './households.controller.js';
import { CommandHouseholdsHandler } from './households.handler.js';

export interface FieldActivityPorts {
  readonly eventStore: EventStore;
}

/** The context knows ports only; which adapters stand behind them is the preset's choice. */
@Module({})
export class FieldActivityModule {
  static with({ eventStore }: FieldActivityPorts): DynamicModule {
    return {
      module: FieldActivityModule,
      imports: [CqrsModule.forRoot()],
      controllers: [HouseholdsController, eventFeedController('field-activity', eventStore)],
      providers: [CommandHouseholdsHandler, { provide: EVENT_STORE, useValue: eventStore }],
    };
  }
}
