import type { ServiceDefinition } from '@tung-nha/presets/distributed';
import { TeamOrganisationModule, teamOrganisationWords } from '@tung-nha/team-organisation-service';

export const teamOrganisationService: ServiceDefinition = {
  name: 'team-organisation',
  owns: 'team-organisation',
  hears: ['team-organisation'],
  compose: async ({ eventStore }) => ({
    modules: [TeamOrganisationModule.with({ eventStore: eventStore! })],
    words: [teamOrganisationWords],
  }),
};
