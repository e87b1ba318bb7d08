import type { HouseholdEvent } from '@tung-nha/field-activity-events';
import { mustStand } from './conditions.js';
import { type Command, refused } from './household.commands.js';
import type { HouseholdState } from './household.state.js';

/** Beginning, place and end of a household (A1). */
export function lifeFacts(
  command: Command<
    'register-household' | 'move-household' | 'close-household' | 'reopen-household' | 'restate-merged-visits'
  >,
  state: HouseholdState,
): HouseholdEvent[] {
  switch (command.type) {
    case 'register-household':
      return registered(command, state);
    case 'move-household': {
      const { to, on, today } = command;
      if (state.arrivals.get(on) === to) return [];
      if (state.arrivals.has(on)) throw refused('VillageOfThatDayAlreadyRecorded', { on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.household-moved', data: { to, on } }];
    }
    case 'close-household': {
      const { on, reason, today } = command;
      if (state.closed?.on === on && state.closed.reason === reason) return [];
      if (state.closed) throw refused('HouseholdAlreadyClosed', { on: state.closed.on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.household-closed', data: { on, reason, into: null } }];
    }
    case 'reopen-household': {
      if (state.registeredOn === undefined) throw refused('HouseholdUnknown');
      if (!state.closed) return [];
      // Its people are members elsewhere now: reopened, they would be counted twice. A split takes them out again.
      if (state.closed.into !== null) throw refused('HouseholdWentUpInAnother');
      return [{ type: 'field-activity.household-reopened', data: { closedOn: state.closed.on } }];
    }
    case 'restate-merged-visits': {
      const { from, visitedSince } = command;
      const known = state.mergedFrom.get(from);
      if (!known || known.visitedSince === visitedSince) return [];
      return [{ type: 'field-activity.merged-household-visits-restated', data: { from, visitedSince } }];
    }
  }
}

export function registered(
  { village, on, today }: Command<'register-household' | 'found-by-split'>,
  { registeredOn, arrivals }: HouseholdState,
): HouseholdEvent[] {
  if (registeredOn === on && arrivals.get(on) === village) return [];
  if (registeredOn !== undefined) throw refused('HouseholdAlreadyRegistered', { on: registeredOn });
  if (on > today) throw refused('DayInTheFuture', { on });
  return [{ type: 'field-activity.household-registered', data: { village, on } }];
}
