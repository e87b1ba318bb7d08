import type { ServiceDefinition } from '@tung-nha/presets/distributed';
import { FieldActivityModule, fieldActivityWords } from '@tung-nha/field-activity-service';

export const fieldActivityService: ServiceDefinition = {
  name: 'field-activity',
  owns: 'field-activity',
  hears: ['team-organisation'],
  compose: async ({ eventStore }) => ({
    modules: [FieldActivityModule.with({ eventStore: eventStore! })],
    words: [fieldActivityWords],
  }),
};
