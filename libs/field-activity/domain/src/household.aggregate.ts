import {
  type HouseholdEvent,
  householdEvents,
  type HouseholdId,
  householdStream,
  readHouseholdEvent,
} from '@tung-nha/field-activity-events';
import { type LocalDate, registryOf, type StreamName, type UnitId } from '@tung-nha/kernel';
import type { HouseholdCommand } from './household.commands.js';
import { household } from './household.decider.js';
import { followingOf } from './household.following.js';
import type { HouseholdState } from './household.state.js';
import { villageOn } from './standings.js';

interface Decided {
  readonly stream: StreamName;
  readonly command: HouseholdCommand;
  readonly facts: readonly HouseholdEvent[];
  readonly after: HouseholdState;
}

/** The rules of a household's stream, with what storing its events needs to know. */
export const householdAggregate = {
  context: 'field-activity',
  decider: household,
  read: readHouseholdEvent,
  definitionOf: registryOf(householdEvents),
  unitOf: (state: HouseholdState): UnitId => currentVillage(state)!,
  following: ({ stream, command, facts, after }: Decided) =>
    followingOf(householdOf(stream), command, facts, after).map((follower) => ({
      stream: householdStream(follower.household),
      command: follower.command,
    })),
} as const;

const householdOf = (stream: StreamName) => stream.slice('household/'.length) as HouseholdId;

/** The village it lives in by the latest move recorded; undefined before it is registered. */
export function currentVillage({ arrivals }: HouseholdState): UnitId | undefined {
  return villageOn('9999-12-31' as LocalDate, arrivals);
}
