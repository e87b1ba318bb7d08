import type { HouseholdId, Stay } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import type { StaysOf } from './household.commands.js';
import type { HouseholdState } from './household.state.js';

/** When the household has the citizen as a member: nobody is one of a household that is closed. */
export function staysOf(citizen: SubjectRef, household: HouseholdId, state: HouseholdState): StaysOf {
  const stays = [...(state.citizens.get(citizen)?.stays ?? [])].flatMap(([from, end]): Stay[] => {
    const to = earlier(end?.on ?? null, state.closed?.on ?? null);
    return to !== null && to <= from ? [] : [{ from, to }];
  });
  return { citizen, household, stays };
}

const earlier = (one: LocalDate | null, other: LocalDate | null) =>
  one === null || (other !== null && other < one) ? other : one;

/** Whether some day is in both. */
export function areTogether(some: readonly Stay[], others: readonly Stay[]): boolean {
  return some.some((one) =>
    others.some((other) => (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to)),
  );
}
