import { fold } from '@tung-nha/kernel';
import type { TeamEvent } from '@tung-nha/team-organisation-events';
import type { TeamCommands } from '../team.commands.js';
import { team } from '../team.decider.js';
import type { TeamState } from '../team.state.js';

export const after = (...commands: readonly TeamCommands[]): TeamState =>
  commands.reduce((state, command) => fold(team, team.decide(command, state), state), team.initialState);
export const history = (...commands: readonly TeamCommands[]): TeamEvent[] => {
  const events: TeamEvent[] = [];
  for (const command of commands) events.push(...team.decide(command, fold(team, events)));
  return events;
};
