import type { ServiceDefinition } from '@tung-nha/presets/distributed';
import { TeamDirectory, TeamOrganisationModule, teamOrganisationWords } from '@tung-nha/team-organisation-service';

export const teamOrganisationService: ServiceDefinition = {
  name: 'team-organisation',
  owns: 'team-organisation',
  hears: ['team-organisation'],
  compose: async ({ eventStore }) => {
    const teams = new TeamDirectory();
    return {
      modules: [TeamOrganisationModule.with({ eventStore: eventStore!, teams })],
      subscriptions: [teams.subscription],
      words: [teamOrganisationWords],
    };
  },
};
