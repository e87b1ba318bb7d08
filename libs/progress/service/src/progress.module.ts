import { type DynamicModule, Module } from '@nestjs/common';
import { Asking } from './asking.js';
import { PROGRESS_SETTINGS, ProgressController, type ProgressSettings } from './progress.controller.js';
import { Progress, ProgressProjection } from './progress.projection.js';
import { ProgressReasonsController } from './progress-reasons.controller.js';

/** Owns no facts: it adds up what the other contexts' events say. */
@Module({})
export class ProgressModule {
  static with({ progress, ...settings }: { readonly progress: Progress } & ProgressSettings): DynamicModule {
    return {
      module: ProgressModule,
      controllers: [ProgressController, ProgressReasonsController, ProgressProjection],
      providers: [
        Asking,
        { provide: Progress, useValue: progress },
        { provide: PROGRESS_SETTINGS, useValue: settings },
      ],
    };
  }
}
