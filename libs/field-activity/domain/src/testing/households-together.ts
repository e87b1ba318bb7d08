import {
  type HouseholdId,
  householdStream,
  type HouseholdEvent,
  type WhereaboutsEvent,
} from '@tung-nha/field-activity-events';
import { fold, type StreamName } from '@tung-nha/kernel';
import type { HouseholdCommand } from '../household.commands.js';
import type { HouseholdState } from '../household.state.js';
import { household as rules } from '../household.decider.js';
import { householdsAndCitizens } from '../households-and-citizens.js';
import type { WhereaboutsCommand } from '../whereabouts.decider.js';

const { decider, following } = householdsAndCitizens();

/** Several households in memory, told as the platform tells them: what follows is decided with its cause, or nothing is. */
export class HouseholdsTogether {
  private readonly past = new Map<StreamName, readonly (HouseholdEvent | WhereaboutsEvent)[]>();

  /** @throws DomainError, and then nothing was said to anybody */
  tell(household: HouseholdId, told: HouseholdCommand): void {
    const said = new Map<StreamName, readonly (HouseholdEvent | WhereaboutsEvent)[]>();
    const waiting: { stream: StreamName; command: HouseholdCommand | WhereaboutsCommand }[] = [
      { stream: householdStream(household), command: told },
    ];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { stream, command } = next;
      if (said.has(stream)) continue;
      const before = fold(decider, this.past.get(stream) ?? []);
      const facts = decider.decide(command, before);
      said.set(stream, facts);
      if (facts.length > 0) waiting.push(...following({ stream, command, facts, after: fold(decider, facts, before) }));
    }
    for (const [stream, facts] of said) this.past.set(stream, [...(this.past.get(stream) ?? []), ...facts]);
  }

  stateOf(household: HouseholdId): HouseholdState {
    const state = fold(decider, this.past.get(householdStream(household)) ?? []);
    return state !== undefined && 'records' in state ? state : rules.initialState;
  }
}
