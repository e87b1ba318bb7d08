import {
  type AccountStatement,
  type Assignment,
  type AssignmentId,
  type Brought,
  type CareReason,
  type CitizenStanding,
  type ClosingReason,
  type Confirmation,
  type Guidance,
  type HouseholdEvent,
  type Interval,
  type ProxyAct,
  type RecordId,
  type RecordKind,
  type Standing,
  type Turns14,
  type Visit,
} from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef, TeamId, UnitId } from '@tung-nha/kernel';

/** What was recorded under an id of its own, and can be withdrawn. */
export type HouseholdRecord =
  | { readonly kind: 'visit'; readonly data: Visit }
  | { readonly kind: 'guidance'; readonly data: Guidance }
  | { readonly kind: 'confirmation'; readonly data: Confirmation }
  | { readonly kind: 'account'; readonly data: AccountStatement }
  | { readonly kind: 'proxy'; readonly data: ProxyAct };

/** A member of the household, now or once. */
export interface Citizen {
  readonly turns14: Turns14;
  /** Day of joining → first day no longer a member. */
  readonly stays: ReadonlyMap<LocalDate, LocalDate | null>;
  readonly diedOn: LocalDate | null;
  readonly brought: Brought | null;
}

export interface AssignedMember extends Assignment {
  readonly to: LocalDate | null;
}

/** Where a record was last said to count. */
export interface CountedRecord {
  readonly kind: RecordKind;
  readonly on: LocalDate;
  readonly team: TeamId;
  readonly village: UnitId | null;
}

export interface HouseholdState {
  readonly registeredOn: LocalDate | undefined;
  /** Day of arrival → village, the registration included. */
  readonly arrivals: ReadonlyMap<LocalDate, UnitId>;
  readonly closed: { readonly on: LocalDate; readonly reason: ClosingReason } | null;
  readonly citizens: ReadonlyMap<SubjectRef, Citizen>;
  /** The withdrawn ones included: their ids stay taken. */
  readonly records: ReadonlyMap<RecordId, HouseholdRecord>;
  readonly withdrawn: ReadonlySet<RecordId>;
  /** Since when households that went up in this one had been visited. */
  readonly visitedElsewhere: readonly LocalDate[];
  readonly splitInto: ReadonlyMap<string, LocalDate>;
  readonly mergedFrom: ReadonlyMap<string, LocalDate>;
  readonly needs: ReadonlyMap<LocalDate, CareReason | null>;
  readonly assignments: ReadonlyMap<AssignmentId, AssignedMember>;
  /** What was last said of each standing; absent: that it never held. */
  readonly said: Readonly<Partial<Record<Standing, Interval[]>>>;
  readonly saidOfCitizens: ReadonlyMap<SubjectRef, Readonly<Partial<Record<CitizenStanding, Interval[]>>>>;
  /** What was last said of each record. */
  readonly counted: ReadonlyMap<RecordId, CountedRecord>;
}

export const initialState: HouseholdState = {
  registeredOn: undefined,
  arrivals: new Map(),
  closed: null,
  citizens: new Map(),
  records: new Map(),
  withdrawn: new Set(),
  visitedElsewhere: [],
  splitInto: new Map(),
  mergedFrom: new Map(),
  needs: new Map(),
  assignments: new Map(),
  said: {},
  saidOfCitizens: new Map(),
  counted: new Map(),
};

export function evolve(state: HouseholdState, event: HouseholdEvent): HouseholdState {
  switch (event.type) {
    case 'field-activity.household-registered': {
      const { village, on } = event.data;
      return { ...state, registeredOn: on, arrivals: put(state.arrivals, on, village) };
    }
    case 'field-activity.household-moved':
      return { ...state, arrivals: put(state.arrivals, event.data.on, event.data.to) };
    case 'field-activity.household-split-off':
      return { ...state, splitInto: put(state.splitInto, event.data.into, event.data.on) };
    case 'field-activity.household-merged-in': {
      const { from, on, visitedSince } = event.data;
      // A visit to the other household counts here from the day it went up in this one.
      const since = visitedSince === null ? [] : [visitedSince > on ? visitedSince : on];
      return {
        ...state,
        mergedFrom: put(state.mergedFrom, from, on),
        visitedElsewhere: [...state.visitedElsewhere, ...since],
      };
    }
    case 'field-activity.household-closed':
      return { ...state, closed: { on: event.data.on, reason: event.data.reason } };
    case 'field-activity.household-reopened':
      return { ...state, closed: null };
    case 'field-activity.citizen-joined':
    case 'field-activity.citizen-left':
      return { ...state, citizens: citizensAfter(state.citizens, event) };
    case 'field-activity.household-visited':
      return recorded(state, event.data.visit, { kind: 'visit', data: event.data });
    case 'field-activity.citizen-guided':
      return recorded(state, event.data.guidance, { kind: 'guidance', data: event.data });
    case 'field-activity.proficiency-confirmed':
      return recorded(state, event.data.confirmation, { kind: 'confirmation', data: event.data });
    case 'field-activity.account-stated':
      return recorded(state, event.data.statement, { kind: 'account', data: event.data });
    case 'field-activity.household-acted-for':
      return recorded(state, event.data.proxy, { kind: 'proxy', data: event.data });
    case 'field-activity.record-withdrawn':
      return { ...state, withdrawn: new Set(state.withdrawn).add(event.data.record) };
    case 'field-activity.care-need-stated':
      return { ...state, needs: put(state.needs, event.data.on, event.data.reason) };
    case 'field-activity.member-assigned':
      return { ...state, assignments: put(state.assignments, event.data.assignment, { ...event.data, to: null }) };
    case 'field-activity.assignment-ended': {
      const known = state.assignments.get(event.data.assignment);
      if (!known) return state;
      return { ...state, assignments: put(state.assignments, event.data.assignment, { ...known, to: event.data.on }) };
    }
    case 'field-activity.household-standing-restated':
      return { ...state, said: { ...state.said, [event.data.standing]: event.data.is } };
    case 'field-activity.citizen-standing-restated': {
      const { citizen, standing, is } = event.data;
      const ofCitizen = { ...state.saidOfCitizens.get(citizen), [standing]: is };
      return { ...state, saidOfCitizens: put(state.saidOfCitizens, citizen, ofCitizen) };
    }
    case 'field-activity.household-record-restated': {
      const { record, kind, on, team, is } = event.data;
      return { ...state, counted: put(state.counted, record, { kind, on, team, village: is }) };
    }
  }
}

function citizensAfter(
  citizens: HouseholdState['citizens'],
  event: Extract<HouseholdEvent, { type: `field-activity.citizen-${'joined' | 'left'}` }>,
): HouseholdState['citizens'] {
  const known = citizens.get(event.data.citizen);
  if (event.type === 'field-activity.citizen-joined') {
    const { citizen, on, turns14, brings } = event.data;
    const stays = put(known?.stays ?? new Map<LocalDate, LocalDate | null>(), on, null);
    return put(citizens, citizen, {
      turns14,
      stays,
      diedOn: known?.diedOn ?? null,
      brought: brings ?? known?.brought ?? null,
    });
  }
  if (!known) return citizens;
  const { citizen, on, reason } = event.data;
  const stay = stayOn(known, on);
  const stays = stay === undefined ? known.stays : put(known.stays, stay, on);
  return put(citizens, citizen, { ...known, stays, diedOn: reason === 'died' ? on : known.diedOn });
}

/** The day of joining of the stay that holds at the end of the day; undefined where the citizen was no member. */
export function stayOn({ stays }: Citizen, day: LocalDate): LocalDate | undefined {
  return [...stays].find(([from, to]) => from <= day && (to === null || day < to))?.[0];
}

function recorded(state: HouseholdState, id: RecordId, record: HouseholdRecord): HouseholdState {
  return { ...state, records: put(state.records, id, record) };
}

const put = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map(map).set(key, value);
