import { type DynamicModule, Module } from '@nestjs/common';
import { ProgressController } from './progress.controller.js';
import { Progress, ProgressProjection } from './progress.projection.js';

/** Owns no facts: it adds up what the other contexts' events say. */
@Module({})
export class ProgressModule {
  static with({ progress }: { readonly progress: Progress }): DynamicModule {
    return {
      module: ProgressModule,
      controllers: [ProgressController, ProgressProjection],
      providers: [{ provide: Progress, useValue: progress }],
    };
  }
}
