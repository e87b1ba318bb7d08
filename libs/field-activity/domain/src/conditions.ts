import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import { refused } from './household.commands.js';
import { type HouseholdState, stayOn } from './household.state.js';

// What must hold for a fact of a day. Each throws the broken rule as a DomainError.

export function mustStand({ registeredOn, closed }: HouseholdState, on: LocalDate, today: LocalDate): void {
  if (registeredOn === undefined) throw refused('HouseholdUnknown');
  if (on < registeredOn) throw refused('HouseholdNotYetRegistered', { on, registeredOn });
  if (on > today) throw refused('DayInTheFuture', { on });
  if (closed && on >= closed.on) throw refused('HouseholdClosedThatDay', { on, closedOn: closed.on });
}

export function mustBeMember({ citizens }: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  const known = citizens.get(citizen);
  if (known?.diedOn && on >= known.diedOn) throw refused('CitizenDied', { on: known.diedOn });
  if (!known || stayOn(known, on) === undefined) throw refused('CitizenNotMemberThatDay', { on });
}

/**
 * A member whose going to another household would leave nobody counted twice: the stay has not ended, and none begins
 * later, for there the person would still be.
 */
export function mustBeFreeToGo({ citizens }: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  const stays = citizens.get(citizen)?.stays ?? new Map<LocalDate, null>();
  for (const [from, end] of stays)
    if (from > on || (end !== null && end.on > on)) throw refused('CitizenAlreadyLeft', { on: end?.on ?? from });
}

/** Whoever came late into a household that has gone up in another since would be counted in neither. */
export function mustTakePeople({ closed }: HouseholdState): void {
  if (closed?.into) throw refused('HouseholdWentUpInAnother', { on: closed.on });
}

/** Neither on that day nor later: stays do not overlap. */
export function mustNotBeMember({ citizens }: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  const known = citizens.get(citizen);
  if (known?.diedOn) throw refused('CitizenDied', { on: known.diedOn });
  for (const [from, end] of known?.stays ?? [])
    if (from >= on || end === null || on < end.on) throw refused('CitizenAlreadyMember', { on });
}
