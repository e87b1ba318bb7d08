import type { KafkaEventBus } from '@tung-nha/event-bus/kafka';
import { openEventStore, openReadModels, type ServiceDefinition } from '@tung-nha/presets/distributed';
import { Progress, progressLanes, ProgressModule, progressWords } from '@tung-nha/progress-service';

/** There is one process of progress, so nobody else stores them. */
const OWN_EVENTS_POLL_MS = 10_000;

export const progressService: ServiceDefinition = {
  name: 'progress',
  hears: ['team-organisation', ...progressLanes],
  compose: async ({ servers, settings, reference, log }) => {
    const readModels = await openReadModels(servers, 'progress');
    // Its own decisions are kept beside the read models; nobody hears them, so there is no topic and no relay.
    const ownEvents = await openEventStore(servers, 'progress', OWN_EVENTS_POLL_MS);
    const histories = Object.fromEntries(progressLanes.map((lane) => [lane, log(lane)]));
    // The bus is opened around the parts: what is parked from the start waits for it.
    let opened: (topic: KafkaEventBus['deadLetters']) => void;
    const topic = new Promise<KafkaEventBus['deadLetters']>((resolve) => (opened = resolve));
    const progress = await new Progress(readModels, histories, reference, {
      ownEvents,
      onParked: async (parked) => (await topic).parked(parked),
      onSettled: async (settled) => (await topic).settled(settled),
    }).open();
    const { OPENS_AT: opensAt } = settings;
    return {
      modules: [ProgressModule.with({ progress, ...(opensAt ? { opensAt } : {}) })],
      words: [progressWords],
      subscriptions: [progress.subscription],
      parked: () => progress.parkedCounts(),
      onBus: ({ deadLetters }) => opened(deadLetters),
      close: async () => {
        await readModels.close();
        await ownEvents.close();
      },
    };
  },
};
