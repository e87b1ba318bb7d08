import { openReadModels, type ServiceDefinition } from '@tung-nha/presets/distributed';
import { Progress, progressLanes, ProgressModule } from '@tung-nha/progress-service';

export const progressService: ServiceDefinition = {
  name: 'progress',
  hears: ['team-organisation', ...progressLanes],
  compose: async ({ servers, settings, reference, log }) => {
    const readModels = await openReadModels(servers, 'progress');
    const histories = Object.fromEntries(progressLanes.map((lane) => [lane, log(lane)]));
    const progress = await new Progress(readModels, histories, reference).open();
    const { OPENS_AT: opensAt } = settings;
    return {
      modules: [ProgressModule.with({ progress, ...(opensAt ? { opensAt } : {}) })],
      subscriptions: [progress.subscription],
      parked: () => progress.parkedCounts(),
      close: () => readModels.close(),
    };
  },
};
