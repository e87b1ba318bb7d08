import { registryOf, type UnitId } from '@tung-nha/kernel';
import { readTeamEvent, teamEvents } from '@tung-nha/team-organisation-events';
import { team } from './team.decider.js';
import type { TeamState } from './team.state.js';

export const teamAggregate = {
  context: 'team-organisation',
  decider: team,
  read: readTeamEvent,
  definitionOf: registryOf(teamEvents),
  unitOf: ({ established }: TeamState): UnitId => established!.unit,
} as const;
