import {
  citizenStream,
  type HouseholdEvent,
  householdEvents,
  type HouseholdId,
  householdStream,
  type WhereaboutsEvent,
  whereaboutsEvents,
} from '@tung-nha/field-activity-events';
import { type Decider, readerOf, registryOf, type StreamName, type UnitId } from '@tung-nha/kernel';
import { householdAggregate } from './household.aggregate.js';
import type { HouseholdCommand } from './household.commands.js';
import { household } from './household.decider.js';
import { followingOf } from './household.following.js';
import type { HouseholdState } from './household.state.js';
import { whereaboutsTold } from './household.whereabouts.js';
import { whereabouts, type Whereabouts, type WhereaboutsCommand } from './whereabouts.decider.js';

/** Of a household's stream or of a citizen's; undefined before its first event. */
export type HouseholdOrCitizen = HouseholdState | Whereabouts | undefined;
type AnyCommand = HouseholdCommand | WhereaboutsCommand;
type AnyEvent = HouseholdEvent | WhereaboutsEvent;

interface Decided {
  readonly stream: StreamName;
  readonly command: AnyCommand;
  readonly facts: readonly AnyEvent[];
  readonly after: HouseholdOrCitizen;
}

/**
 * Households and the citizens they have as members, told of in one append: what one household says of a citizen is
 * checked against what all others said.
 */
export function householdsAndCitizens(rules: Decider<HouseholdState, HouseholdCommand, HouseholdEvent> = household) {
  return {
    context: householdAggregate.context,
    decider: eitherOf(rules),
    read: readerOf([...householdEvents, ...whereaboutsEvents]),
    definitionOf: registryOf([...householdEvents, ...whereaboutsEvents]),
    unitOf: (state: HouseholdOrCitizen): UnitId =>
      isCitizen(state) ? state.village! : householdAggregate.unitOf(state ?? household.initialState),
    following: ({ stream, command, facts, after }: Decided) => {
      if (command.type === 'restate-whereabouts') return [];
      const id = stream.slice('household/'.length) as HouseholdId;
      const [state, said] = [asHousehold(after, rules), facts.filter(isOfHousehold)];
      return [
        ...followingOf(id, command, said, state).map((one) => ({
          stream: householdStream(one.household),
          command: one.command,
        })),
        ...whereaboutsTold(id, command, said, state).map((one) => ({
          stream: citizenStream(one.citizen),
          command: one.command,
        })),
      ];
    },
  } as const;
}

/** A stream is of one kind for good: its commands and events are handed to the rules of that kind. */
function eitherOf(
  rules: Decider<HouseholdState, HouseholdCommand, HouseholdEvent>,
): Decider<HouseholdOrCitizen, AnyCommand, AnyEvent> {
  return {
    initialState: undefined,
    copy: (state) => (state === undefined || isCitizen(state) ? state : (rules.copy?.(state) ?? state)),
    evolve: (state, event) =>
      isOfHousehold(event)
        ? rules.evolve(asHousehold(state, rules), event)
        : whereabouts.evolve(asCitizen(state), event),
    decide: (command, state) =>
      command.type === 'restate-whereabouts'
        ? whereabouts.decide(command, asCitizen(state))
        : rules.decide(command, asHousehold(state, rules)),
  };
}

const isOfHousehold = (event: AnyEvent): event is HouseholdEvent =>
  event.type !== 'field-activity.citizen-whereabouts-restated';

const isCitizen = (state: HouseholdOrCitizen): state is Whereabouts => state !== undefined && 'homes' in state;

const asCitizen = (state: HouseholdOrCitizen): Whereabouts => {
  if (state === undefined) return whereabouts.initialState;
  if (isCitizen(state)) return state;
  throw new Error('a citizen was asked of the stream of a household');
};

/** The first event of a stream is folded into the initial state, which nobody may change. @throws for a citizen's */
export const asHousehold = (
  state: HouseholdOrCitizen,
  { copy, initialState }: Decider<HouseholdState, HouseholdCommand, HouseholdEvent> = household,
): HouseholdState => {
  if (state === undefined) return copy?.(initialState) ?? initialState;
  if (!isCitizen(state)) return state;
  throw new Error('a household was asked of the stream of a citizen');
};
