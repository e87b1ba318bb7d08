import {
  type HouseholdEvent,
  type RecordId,
  type RecordKind,
  type Standing,
  type Visit,
  type WithdrawalReason,
} from '@tung-nha/field-activity-events';
import { type Decider, DomainError, fold, type LocalDate, sameData, type UnitId } from '@tung-nha/kernel';
import { noStandings, type Standings, standingsOf, villageOn } from './standings.js';

/** `today` is the day of recording; `on` the day it happened, often long before. */
export type HouseholdCommand =
  | { type: 'register-household'; village: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'move-household'; to: UnitId; on: LocalDate; today: LocalDate }
  | { type: 'visit-household'; visit: Visit; today: LocalDate }
  | { type: 'withdraw-record'; record: RecordId; reason: WithdrawalReason };

export const householdRules = [
  'DayInTheFuture',
  'HouseholdUnknown',
  'HouseholdAlreadyRegistered',
  'HouseholdNotYetRegistered',
  'VillageOfThatDayAlreadyRecorded',
  'RecordedOtherwise',
  'RecordUnknown',
] as const;
export type HouseholdRule = (typeof householdRules)[number];

/** Where a record was last said to count. */
interface CountedRecord {
  readonly kind: RecordKind;
  readonly on: LocalDate;
  readonly village: UnitId | null;
}

export interface HouseholdState {
  readonly registeredOn: LocalDate | undefined;
  /** Day of arrival → village, the registration included. */
  readonly arrivals: ReadonlyMap<LocalDate, UnitId>;
  /** The withdrawn ones included: their ids stay taken. */
  readonly visits: ReadonlyMap<RecordId, Visit>;
  readonly withdrawn: ReadonlySet<RecordId>;
  /** What was last said of each standing. */
  readonly said: Standings;
  /** What was last said of each record. */
  readonly counted: ReadonlyMap<RecordId, CountedRecord>;
}

export const household: Decider<HouseholdState, HouseholdCommand, HouseholdEvent> = {
  initialState: {
    registeredOn: undefined,
    arrivals: new Map(),
    visits: new Map(),
    withdrawn: new Set(),
    said: noStandings,
    counted: new Map(),
  },

  evolve(state, event) {
    switch (event.type) {
      case 'field-activity.household-registered': {
        const { village, on } = event.data;
        return { ...state, registeredOn: on, arrivals: new Map(state.arrivals).set(on, village) };
      }
      case 'field-activity.household-moved':
        return { ...state, arrivals: new Map(state.arrivals).set(event.data.on, event.data.to) };
      case 'field-activity.household-visited':
        return { ...state, visits: new Map(state.visits).set(event.data.visit, event.data) };
      case 'field-activity.record-withdrawn':
        return { ...state, withdrawn: new Set(state.withdrawn).add(event.data.record) };
      case 'field-activity.household-standing-restated':
        return { ...state, said: { ...state.said, [event.data.standing]: event.data.is } };
      case 'field-activity.household-record-restated': {
        const { record, kind, on, is } = event.data;
        return { ...state, counted: new Map(state.counted).set(record, { kind, on, village: is }) };
      }
    }
  },

  decide(command, state) {
    const facts = factsOf(command, state);
    const after = fold(household, facts, state);
    return facts.length === 0 ? [] : [...facts, ...restatedStandings(after), ...restatedRecords(after)];
  },
};

function factsOf(
  command: HouseholdCommand,
  { registeredOn, arrivals, visits, withdrawn }: HouseholdState,
): HouseholdEvent[] {
  switch (command.type) {
    case 'register-household': {
      const { village, on, today } = command;
      if (registeredOn === on && arrivals.get(on) === village) return [];
      if (registeredOn !== undefined) throw refused('HouseholdAlreadyRegistered', { on: registeredOn });
      if (on > today) throw refused('DayInTheFuture', { on });
      return [{ type: 'field-activity.household-registered', data: { village, on } }];
    }
    case 'move-household': {
      const { to, on, today } = command;
      if (arrivals.get(on) === to) return [];
      if (arrivals.has(on)) throw refused('VillageOfThatDayAlreadyRecorded', { on });
      mustHaveBeenThere(registeredOn, on, today);
      return [{ type: 'field-activity.household-moved', data: { to, on } }];
    }
    case 'visit-household': {
      const { visit, today } = command;
      const recorded = visits.get(visit.visit);
      // Also when it was withdrawn since: a phone that sends it once more must not revive it.
      if (recorded && sameData(recorded, visit)) return [];
      if (recorded) throw refused('RecordedOtherwise', { record: visit.visit });
      mustHaveBeenThere(registeredOn, visit.on, today);
      return [{ type: 'field-activity.household-visited', data: visit }];
    }
    case 'withdraw-record': {
      const { record, reason } = command;
      if (withdrawn.has(record)) return [];
      if (!visits.has(record)) throw refused('RecordUnknown', { record });
      return [{ type: 'field-activity.record-withdrawn', data: { record, reason } }];
    }
  }
}

/** Works every standing out again from the records that stand, and says those that changed (A3). */
function restatedStandings({ arrivals, visits, withdrawn, said }: HouseholdState): HouseholdEvent[] {
  const visitDays = [...visits.values()].filter(({ visit }) => !withdrawn.has(visit)).map(({ on }) => on);
  const now = standingsOf({ arrivals, visitDays });
  const changed = (Object.keys(now) as Standing[]).filter((standing) => !sameData(said[standing], now[standing]));

  return changed.map((standing) => ({
    type: 'field-activity.household-standing-restated',
    data: { standing, was: said[standing], is: now[standing] },
  }));
}

/** Says where each record counts, where that changed: a move told late takes its visits along. */
function restatedRecords({ arrivals, visits, withdrawn, counted }: HouseholdState): HouseholdEvent[] {
  return [...visits.values()].flatMap(({ visit: record, on }): HouseholdEvent[] => {
    const was = counted.get(record)?.village ?? null;
    const is = withdrawn.has(record) ? null : (villageOn(on, arrivals) ?? null);
    const data = { record, kind: 'visit', on, was, is } as const;
    return was === is ? [] : [{ type: 'field-activity.household-record-restated', data }];
  });
}

function mustHaveBeenThere(registeredOn: LocalDate | undefined, on: LocalDate, today: LocalDate): void {
  if (registeredOn === undefined) throw refused('HouseholdUnknown');
  if (on < registeredOn) throw refused('HouseholdNotYetRegistered', { on, registeredOn });
  if (on > today) throw refused('DayInTheFuture', { on });
}

const refused = (rule: HouseholdRule, details?: DomainError['details']) => new DomainError(rule, details);
