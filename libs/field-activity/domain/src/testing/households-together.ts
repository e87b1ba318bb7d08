import { type HouseholdEvent, type HouseholdId, householdStream } from '@tung-nha/field-activity-events';
import { fold } from '@tung-nha/kernel';
import { householdAggregate } from '../household.aggregate.js';
import type { HouseholdCommand } from '../household.commands.js';
import { household as rules } from '../household.decider.js';
import type { HouseholdState } from '../household.state.js';

/** Several households in memory, told as the platform tells them: what follows is decided with its cause, or nothing is. */
export class HouseholdsTogether {
  private readonly past = new Map<HouseholdId, readonly HouseholdEvent[]>();

  /** @throws DomainError, and then nothing was said to anybody */
  tell(household: HouseholdId, command: HouseholdCommand): void {
    const said = new Map<HouseholdId, readonly HouseholdEvent[]>();
    const waiting = [{ household, command }];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { household: one, command: what } = next;
      if (said.has(one)) continue;
      const facts = rules.decide(what, this.stateOf(one));
      said.set(one, facts);
      if (facts.length === 0) continue;
      const after = fold(rules, facts, this.stateOf(one));
      waiting.push(
        ...householdAggregate
          .following({ stream: householdStream(one), command: what, facts, after })
          .map((follower) => ({
            household: follower.stream.slice('household/'.length) as HouseholdId,
            command: follower.command,
          })),
      );
    }
    for (const [one, facts] of said) this.past.set(one, [...(this.past.get(one) ?? []), ...facts]);
  }

  stateOf(household: HouseholdId): HouseholdState {
    return fold(rules, this.past.get(household) ?? []);
  }
}
