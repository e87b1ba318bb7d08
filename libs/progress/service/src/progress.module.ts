import { type DynamicModule, Module } from '@nestjs/common';
import { eventFeedController } from '@tung-nha/service-runtime';
import { Asking } from './asking.js';
import { ParkedController } from './parked.controller.js';
import { PROGRESS_SETTINGS, ProgressController, type ProgressSettings } from './progress.controller.js';
import { Progress, ProgressProjection } from './progress.projection.js';
import { ProgressReasonsController } from './progress-reasons.controller.js';

/** Adds up what the other contexts' events say; its own facts are what was decided about parked streams. */
@Module({})
export class ProgressModule {
  static with({ progress, ...settings }: { readonly progress: Progress } & ProgressSettings): DynamicModule {
    return {
      module: ProgressModule,
      controllers: [
        ProgressController,
        ProgressReasonsController,
        ParkedController,
        ProgressProjection,
        eventFeedController('progress', progress.ports.ownEvents),
      ],
      providers: [
        Asking,
        { provide: Progress, useValue: progress },
        { provide: PROGRESS_SETTINGS, useValue: settings },
      ],
    };
  }
}
