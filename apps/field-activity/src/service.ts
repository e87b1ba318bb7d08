import { AssignmentReactions, FieldActivityModule, fieldActivityWords } from '@tung-nha/field-activity-service';
import { openReadModels, type ServiceDefinition } from '@tung-nha/presets/distributed';

export const fieldActivityService: ServiceDefinition = {
  name: 'field-activity',
  owns: 'field-activity',
  hears: ['team-organisation', 'field-activity'],
  compose: async ({ servers, eventStore }) => {
    const readModels = await openReadModels(servers, 'field-activity');
    const reactions = await new AssignmentReactions(readModels, eventStore!).open();
    return {
      modules: [FieldActivityModule.with({ eventStore: eventStore!, reactions })],
      subscriptions: [reactions.subscription],
      words: [fieldActivityWords],
      close: () => readModels.close(),
    };
  },
};
