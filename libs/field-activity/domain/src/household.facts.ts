import type { HouseholdEvent, JoinedCitizen, RecordId } from '@tung-nha/field-activity-events';
import { type LocalDate, sameData, type SubjectRef } from '@tung-nha/kernel';
import { type HouseholdCommand, refused } from './household.commands.js';
import { type HouseholdRecord, type HouseholdState, stayOn } from './household.state.js';
import { recordsThatStand } from './standing-records.js';
import { standingsOf } from './standings.js';

/** The facts a command adds; none when they are known, a refusal when a rule is broken. */
export function factsOf(command: HouseholdCommand, state: HouseholdState): HouseholdEvent[] {
  switch (command.type) {
    case 'register-household':
      return registered(command, state);
    case 'found-by-split': {
      const { citizens } = command;
      const founded = registered(command, state);
      return founded.length === 0 ? [] : [...founded, ...citizens.map(joined)];
    }
    case 'move-household': {
      const { to, on, today } = command;
      if (state.arrivals.get(on) === to) return [];
      if (state.arrivals.has(on)) throw refused('VillageOfThatDayAlreadyRecorded', { on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.household-moved', data: { to, on } }];
    }
    case 'close-household': {
      const { on, reason, into, today } = command;
      if (state.closed?.on === on && state.closed.reason === reason) return [];
      if (state.closed) throw refused('HouseholdAlreadyClosed', { on: state.closed.on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.household-closed', data: { on, reason, into } }];
    }
    case 'reopen-household': {
      if (state.registeredOn === undefined) throw refused('HouseholdUnknown');
      if (!state.closed) return [];
      return [{ type: 'field-activity.household-reopened', data: { closedOn: state.closed.on } }];
    }
    case 'split-household': {
      const { into, citizens, on, today } = command;
      if (state.splitInto.get(into) === on) return [];
      mustStand(state, on, today);
      for (const citizen of citizens) mustBeMember(state, citizen, on);
      return [
        { type: 'field-activity.household-split-off', data: { into, on } },
        ...citizens.map((citizen): HouseholdEvent => ({
          type: 'field-activity.citizen-left',
          data: { citizen, on, reason: 'other-household' },
        })),
      ];
    }
    case 'merge-in': {
      const { from, citizens, visitedSince, on, today } = command;
      if (state.mergedFrom.get(from) === on) return [];
      mustStand(state, on, today);
      for (const { citizen } of citizens) mustNotBeMember(state, citizen, on);
      return [
        { type: 'field-activity.household-merged-in', data: { from, on, visitedSince } },
        ...citizens.map(joined),
      ];
    }
    case 'join-household':
    case 'leave-household':
      return membership(command, state);
    case 'visit-household':
    case 'guide-citizen':
    case 'confirm-proficiency':
    case 'state-account':
    case 'act-for-household':
      return recordFacts(command, state);
    case 'state-care-need':
    case 'assign-member':
    case 'end-assignment':
      return careFacts(command, state);
    case 'withdraw-record': {
      const { record, reason } = command;
      if (state.withdrawn.has(record)) return [];
      if (!state.records.has(record)) throw refused('RecordUnknown', { record });
      return [{ type: 'field-activity.record-withdrawn', data: { record, reason } }];
    }
  }
}

type Command<Type extends HouseholdCommand['type']> = Extract<HouseholdCommand, { type: Type }>;

function registered(
  { village, on, today }: Command<'register-household' | 'found-by-split'>,
  { registeredOn, arrivals }: HouseholdState,
): HouseholdEvent[] {
  if (registeredOn === on && arrivals.get(on) === village) return [];
  if (registeredOn !== undefined) throw refused('HouseholdAlreadyRegistered', { on: registeredOn });
  if (on > today) throw refused('DayInTheFuture', { on });
  return [{ type: 'field-activity.household-registered', data: { village, on } }];
}

const joined = (data: JoinedCitizen): HouseholdEvent => ({ type: 'field-activity.citizen-joined', data });

function membership(command: Command<'join-household' | 'leave-household'>, state: HouseholdState): HouseholdEvent[] {
  const { citizen, on, today } = command;
  const known = state.citizens.get(citizen);
  if (command.type === 'join-household') {
    const { turns14 } = command;
    if (known?.stays.has(on) && known.turns14 === turns14) return [];
    mustStand(state, on, today);
    mustNotBeMember(state, citizen, on);
    return [joined({ citizen, on, turns14, brings: null })];
  }
  const { reason } = command;
  if (known && [...known.stays.values()].includes(on)) return [];
  mustStand(state, on, today);
  mustBeMember(state, citizen, on);
  return [{ type: 'field-activity.citizen-left', data: { citizen, on, reason } }];
}

type Recording = Command<
  'visit-household' | 'guide-citizen' | 'confirm-proficiency' | 'state-account' | 'act-for-household'
>;

/** An event under a record id, once; the same again says nothing, other content is refused. */
function recordFacts(command: Recording, state: HouseholdState): HouseholdEvent[] {
  const { id, record, event } = recordOf(command);
  const known = state.records.get(id);
  // Also when it was withdrawn since: a phone that sends it once more must not revive it.
  if (known && sameData(known, record)) return [];
  if (known) throw refused('RecordedOtherwise', { record: id });
  const { on } = record.data;
  mustStand(state, on, command.today);
  if (record.kind === 'guidance' || record.kind === 'confirmation' || record.kind === 'account')
    mustBeMember(state, record.data.citizen, on);
  if (record.kind === 'account' && record.data.state === 'registered' && record.data.account !== 'vneid')
    throw refused('StateNotOfThatAccount');
  if (record.kind === 'account' && record.data.level !== null && record.data.account !== 'vneid')
    throw refused('StateNotOfThatAccount');
  if (record.kind === 'proxy') mustBeInCare(state, on);
  return [event];
}

function recordOf(command: Recording): { id: RecordId; record: HouseholdRecord; event: HouseholdEvent } {
  switch (command.type) {
    case 'visit-household': {
      const data = command.visit;
      return {
        id: data.visit,
        record: { kind: 'visit', data },
        event: { type: 'field-activity.household-visited', data },
      };
    }
    case 'guide-citizen': {
      const data = command.guidance;
      return {
        id: data.guidance,
        record: { kind: 'guidance', data },
        event: { type: 'field-activity.citizen-guided', data },
      };
    }
    case 'confirm-proficiency': {
      const data = command.confirmation;
      const event = { type: 'field-activity.proficiency-confirmed', data } as const;
      return { id: data.confirmation, record: { kind: 'confirmation', data }, event };
    }
    case 'state-account': {
      const data = command.statement;
      return {
        id: data.statement,
        record: { kind: 'account', data },
        event: { type: 'field-activity.account-stated', data },
      };
    }
    case 'act-for-household': {
      const data = command.proxy;
      return {
        id: data.proxy,
        record: { kind: 'proxy', data },
        event: { type: 'field-activity.household-acted-for', data },
      };
    }
  }
}

function careFacts(
  command: Command<'state-care-need' | 'assign-member' | 'end-assignment'>,
  state: HouseholdState,
): HouseholdEvent[] {
  switch (command.type) {
    case 'state-care-need': {
      const { on, reason, today } = command;
      if (state.needs.get(on) === reason) return [];
      if (state.needs.has(on)) throw refused('NeedOfThatDayAlreadyRecorded', { on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.care-need-stated', data: { on, reason } }];
    }
    case 'assign-member': {
      const { assignment, today } = command;
      const { assignment: id, on, member, team } = assignment;
      const known = state.assignments.get(id);
      if (known && known.on === on && known.member === member && known.team === team) return [];
      if (known) throw refused('RecordedOtherwise', { record: id });
      mustStand(state, on, today);
      const { assignments } = recordsThatStand(state);
      if (assignments.some(({ to }) => to === null || on < to)) throw refused('AlreadyAssignedThatDay', { on });
      return [{ type: 'field-activity.member-assigned', data: assignment }];
    }
    case 'end-assignment': {
      const { assignment, reason, on, today } = command;
      const known = state.assignments.get(assignment);
      if (!known) throw refused('AssignmentUnknown');
      if (known.to !== null) return [];
      if (on > today) throw refused('DayInTheFuture', { on });
      if (on < known.on) throw refused('AssignmentEndsBeforeItBegins', { on: known.on });
      return [{ type: 'field-activity.assignment-ended', data: { assignment, on, reason } }];
    }
  }
}

function mustStand({ registeredOn, closed }: HouseholdState, on: LocalDate, today: LocalDate): void {
  if (registeredOn === undefined) throw refused('HouseholdUnknown');
  if (on < registeredOn) throw refused('HouseholdNotYetRegistered', { on, registeredOn });
  if (on > today) throw refused('DayInTheFuture', { on });
  if (closed && on >= closed.on) throw refused('HouseholdClosedThatDay', { on, closedOn: closed.on });
}

function mustBeMember({ citizens }: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  const known = citizens.get(citizen);
  if (known?.diedOn && on >= known.diedOn) throw refused('CitizenDied', { on: known.diedOn });
  if (!known || stayOn(known, on) === undefined) throw refused('CitizenNotMemberThatDay', { on });
}

/** Neither on that day nor later: stays do not overlap. */
function mustNotBeMember({ citizens }: HouseholdState, citizen: SubjectRef, on: LocalDate): void {
  const known = citizens.get(citizen);
  if (known?.diedOn) throw refused('CitizenDied', { on: known.diedOn });
  if ([...(known?.stays ?? [])].some(([from, to]) => from >= on || to === null || on < to))
    throw refused('CitizenAlreadyMember', { on });
}

function mustBeInCare(state: HouseholdState, on: LocalDate): void {
  const inCare = standingsOf(recordsThatStand(state)).household.get('in-care') ?? [];
  if (!inCare.some(({ from, to }) => from <= on && (to === null || on < to))) throw refused('NotInCareThatDay', { on });
}
