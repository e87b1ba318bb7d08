import type {
  DepartureReason,
  HouseholdEvent,
  HouseholdId,
  JoinedCitizen,
  RecordId,
} from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import { broughtOf, broughtRecords } from './brought-records.js';
import { mustBeFreeToGo, mustBeMember, mustNotBeMember, mustStand, mustTakePeople } from './conditions.js';
import { type Command, refused } from './household.commands.js';
import { type HouseholdState, membersOn } from './household.state.js';
import { registered } from './life.facts.js';

type Membership = Command<
  | 'split-household'
  | 'found-by-split'
  | 'merge-household'
  | 'merge-in'
  | 'join-household'
  | 'leave-household'
  | 'move-citizen'
  | 'take-in'
  | 'follow-records'
>;

/** Who belongs to a household, and what they bring along (A1, P1). */
export function membershipFacts(command: Membership, state: HouseholdState): HouseholdEvent[] {
  switch (command.type) {
    case 'split-household': {
      const { into, citizens, on, today } = command;
      if (state.splitInto.get(into) === on) return [];
      mustStand(state, on, today);
      for (const citizen of citizens) mayGo(state, citizen, on);
      return [
        { type: 'field-activity.household-split-off', data: { into, on } },
        ...citizens.map((citizen) => left(citizen, on, 'other-household', into)),
      ];
    }
    case 'found-by-split': {
      const founded = registered(command, state);
      if (founded.length > 0) return [...founded, ...command.citizens.map(joined)];
      // One that is there already, be it registered alike, was not founded by this split.
      if (command.citizens.some(({ citizen, on }) => !state.citizens.get(citizen)?.stays.has(on)))
        throw refused('HouseholdAlreadyRegistered', { on: command.on });
      return [];
    }
    case 'merge-household': {
      const { into, on, today } = command;
      if (state.closed?.into === into && state.closed.on === on) return [];
      if (state.closed) throw refused('HouseholdAlreadyClosed', { on: state.closed.on });
      mustStand(state, on, today);
      const members = membersOn(state, on);
      for (const citizen of state.citizens.keys()) mustBeFreeToGo(state, citizen, on);
      return [
        ...members.map((citizen) => left(citizen, on, 'other-household', into)),
        { type: 'field-activity.household-closed', data: { on, reason: 'merged', into } },
      ];
    }
    case 'merge-in': {
      const { from, citizens, visitedSince, on, today } = command;
      if (state.mergedFrom.has(from)) return [];
      mustTakePeople(state);
      mustStand(state, on, today);
      for (const { citizen } of citizens) mustNotBeMember(state, citizen, on);
      return [
        { type: 'field-activity.household-merged-in', data: { from, on, visitedSince } },
        ...citizens.map(joined),
      ];
    }
    case 'join-household': {
      const { citizen, on, turns14, today } = command;
      const known = state.citizens.get(citizen);
      if (known?.stays.has(on) && known.turns14 === turns14) return [];
      mustTakePeople(state);
      mustStand(state, on, today);
      mustNotBeMember(state, citizen, on);
      return [joined({ citizen, on, turns14, brings: null })];
    }
    case 'take-in': {
      const { citizen, today } = command;
      // Told of by somebody before, as one who joined that day: then only what is known of the person is new.
      if (state.citizens.get(citizen.citizen)?.stays.has(citizen.on))
        return followed({ citizen: citizen.citizen, brings: citizen.brings, withdrawn: [] }, state);
      mustTakePeople(state);
      mustStand(state, citizen.on, today);
      mustNotBeMember(state, citizen.citizen, citizen.on);
      return [joined(citizen)];
    }
    case 'leave-household':
    case 'move-citizen': {
      const { citizen, on, today } = command;
      const { reason, to } =
        command.type === 'move-citizen'
          ? ({ reason: 'other-household', to: command.to } as const)
          : { reason: command.reason, to: null };
      const ends = [...(state.citizens.get(citizen)?.stays.values() ?? [])];
      if (ends.some((end) => end?.on === on && end.reason === reason && end.to === to)) return [];
      mustStand(state, on, today);
      if (ends.some((end) => end?.on === on)) throw refused('CitizenAlreadyLeft', { on });
      mayGo(state, citizen, on);
      return [left(citizen, on, reason, to)];
    }
    case 'follow-records':
      return followed(command, state);
  }
}

const joined = (data: JoinedCitizen): HouseholdEvent => ({ type: 'field-activity.citizen-joined', data });
const left = (citizen: SubjectRef, on: LocalDate, reason: DepartureReason, to: HouseholdId | null): HouseholdEvent => ({
  type: 'field-activity.citizen-left',
  data: { citizen, on, reason, to },
});

function mayGo(state: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  mustBeMember(state, citizen, on);
  mustBeFreeToGo(state, citizen, on);
}

/** Only what is new here. Never refused: a record must not fail because of where its person went since. */
function followed(
  {
    citizen,
    brings,
    withdrawn,
  }: Pick<JoinedCitizen, 'citizen' | 'brings'> & { readonly withdrawn: readonly RecordId[] },
  state: HouseholdState,
): HouseholdEvent[] {
  const known = state.citizens.get(citizen);
  if (!known) return [];
  const fresh = broughtRecords(brings).filter(([id]) => !known.brought.has(id) && !state.records.has(id));
  const brought = new Set([...known.brought.keys(), ...fresh.map(([id]) => id)]);
  const gone = withdrawn.filter((id) => brought.has(id) && !state.records.has(id) && !state.withdrawn.has(id));
  if (fresh.length + gone.length === 0) return [];
  const data = { citizen, brings: broughtOf(fresh), withdrawn: gone };
  return [{ type: 'field-activity.citizen-records-followed', data }];
}
