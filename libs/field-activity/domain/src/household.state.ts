import {
  type AccountStatement,
  type Assignment,
  type AssignmentId,
  type CareReason,
  type CitizenStanding,
  type ClosingReason,
  type Confirmation,
  type DepartureReason,
  type Guidance,
  type HouseholdEvent,
  type HouseholdId,
  type Interval,
  type ProxyAct,
  type RecordId,
  type RecordKind,
  type Standing,
  type Turns14,
  type Visit,
} from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef, TeamId, UnitId } from '@tung-nha/kernel';
import { type BroughtRecord, broughtRecords } from './brought-records.js';

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
  /** Day of joining → how the stay ended; `null`: it has not. */
  readonly stays: ReadonlyMap<LocalDate, Departure | null>;
  readonly diedOn: LocalDate | null;
  /** What was recorded of the person in households before this one. */
  readonly brought: ReadonlyMap<RecordId, BroughtRecord>;
}

/** `on` is the first day no longer a member. */
export interface Departure {
  readonly on: LocalDate;
  readonly reason: DepartureReason;
  /** The household the person went to, when that is known. */
  readonly to: HouseholdId | null;
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
  readonly closed: { readonly on: LocalDate; readonly reason: ClosingReason; readonly into: HouseholdId | null } | null;
  readonly citizens: ReadonlyMap<SubjectRef, Citizen>;
  /** The withdrawn ones included: their ids stay taken. */
  readonly records: ReadonlyMap<RecordId, HouseholdRecord>;
  /** Records of this household, and of those that members brought along. */
  readonly withdrawn: ReadonlySet<RecordId>;
  readonly splitInto: ReadonlyMap<HouseholdId, LocalDate>;
  /** Households that went up in this one, when, and since when they had been visited. */
  readonly mergedFrom: ReadonlyMap<HouseholdId, { readonly on: LocalDate; readonly visitedSince: LocalDate | null }>;
  readonly needs: ReadonlyMap<LocalDate, CareReason | null>;
  readonly assignments: ReadonlyMap<AssignmentId, AssignedMember>;
  /** What was last said of each standing; absent: that it never held. */
  readonly said: ReadonlyMap<Standing, readonly Interval[]>;
  readonly saidOfCitizens: ReadonlyMap<SubjectRef, Readonly<Partial<Record<CitizenStanding, readonly Interval[]>>>>;
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
  splitInto: new Map(),
  mergedFrom: new Map(),
  needs: new Map(),
  assignments: new Map(),
  said: new Map(),
  saidOfCitizens: new Map(),
  counted: new Map(),
};

/** The state as `evolve` changes it. What lies inside a map is replaced, never changed, so copies may share it. */
type Draft = { -readonly [Field in keyof HouseholdState]: Changeable<HouseholdState[Field]> };
type Changeable<Value> =
  Value extends ReadonlyMap<infer Key, infer Held>
    ? Map<Key, Held>
    : Value extends ReadonlySet<infer Held>
      ? Set<Held>
      : Value;

export const copy = (state: HouseholdState): HouseholdState => ({
  registeredOn: state.registeredOn,
  arrivals: new Map(state.arrivals),
  closed: state.closed,
  citizens: new Map(state.citizens),
  records: new Map(state.records),
  withdrawn: new Set(state.withdrawn),
  splitInto: new Map(state.splitInto),
  mergedFrom: new Map(state.mergedFrom),
  needs: new Map(state.needs),
  assignments: new Map(state.assignments),
  said: new Map(state.said),
  saidOfCitizens: new Map(state.saidOfCitizens),
  counted: new Map(state.counted),
});

/** Changes the state it is given: a copy, which `fold` takes care of (kernel, Decider). */
export function evolve(given: HouseholdState, event: HouseholdEvent): HouseholdState {
  const state = given as Draft;
  switch (event.type) {
    case 'field-activity.household-registered':
      state.registeredOn = event.data.on;
      state.arrivals.set(event.data.on, event.data.village);
      return state;
    case 'field-activity.household-moved':
      state.arrivals.set(event.data.on, event.data.to);
      return state;
    case 'field-activity.household-split-off':
      state.splitInto.set(event.data.into, event.data.on);
      return state;
    case 'field-activity.household-merged-in': {
      const { from, on, visitedSince } = event.data;
      state.mergedFrom.set(from, { on, visitedSince });
      return state;
    }
    case 'field-activity.merged-household-visits-restated': {
      const { from, visitedSince } = event.data;
      const known = state.mergedFrom.get(from);
      if (known) state.mergedFrom.set(from, { ...known, visitedSince });
      return state;
    }
    case 'field-activity.household-closed':
      state.closed = event.data;
      return state;
    case 'field-activity.household-reopened':
      state.closed = null;
      return state;
    case 'field-activity.citizen-joined':
    case 'field-activity.citizen-left':
    case 'field-activity.citizen-records-followed':
      return ofCitizen(state, event);
    case 'field-activity.household-visited':
      state.records.set(event.data.visit, { kind: 'visit', data: event.data });
      return state;
    case 'field-activity.citizen-guided':
      state.records.set(event.data.guidance, { kind: 'guidance', data: event.data });
      return state;
    case 'field-activity.proficiency-confirmed':
      state.records.set(event.data.confirmation, { kind: 'confirmation', data: event.data });
      return state;
    case 'field-activity.account-stated':
      state.records.set(event.data.statement, { kind: 'account', data: event.data });
      return state;
    case 'field-activity.household-acted-for':
      state.records.set(event.data.proxy, { kind: 'proxy', data: event.data });
      return state;
    case 'field-activity.record-withdrawn':
      state.withdrawn.add(event.data.record);
      return state;
    case 'field-activity.care-need-stated':
      state.needs.set(event.data.on, event.data.reason);
      return state;
    case 'field-activity.member-assigned':
      state.assignments.set(event.data.assignment, { ...event.data, to: null });
      return state;
    case 'field-activity.assignment-ended': {
      const known = state.assignments.get(event.data.assignment);
      if (known) state.assignments.set(event.data.assignment, { ...known, to: event.data.on });
      return state;
    }
    case 'field-activity.household-standing-restated':
      state.said.set(event.data.standing, event.data.is);
      return state;
    case 'field-activity.citizen-standing-restated': {
      const { citizen, standing, is } = event.data;
      state.saidOfCitizens.set(citizen, { ...state.saidOfCitizens.get(citizen), [standing]: is });
      return state;
    }
    case 'field-activity.household-record-restated': {
      const { record, kind, on, team, is } = event.data;
      state.counted.set(record, { kind, on, team, village: is });
      return state;
    }
  }
}

type OfCitizen = Extract<HouseholdEvent, { type: `field-activity.citizen-${'joined' | 'left' | 'records-followed'}` }>;

function ofCitizen(state: Draft, event: OfCitizen): HouseholdState {
  const { citizen } = event.data;
  const known = state.citizens.get(citizen);
  if (event.type === 'field-activity.citizen-joined') {
    const { on, turns14, brings } = event.data;
    const stays = new Map(known?.stays).set(on, null);
    const brought = new Map([...(known?.brought ?? []), ...broughtRecords(brings)]);
    state.citizens.set(citizen, { turns14, stays, diedOn: known?.diedOn ?? null, brought });
  } else if (known && event.type === 'field-activity.citizen-left') {
    const { on, reason, to } = event.data;
    const stay = stayOn(known, on);
    const stays = stay === undefined ? known.stays : new Map(known.stays).set(stay, { on, reason, to });
    state.citizens.set(citizen, { ...known, stays, diedOn: reason === 'died' ? on : known.diedOn });
  } else if (known && event.type === 'field-activity.citizen-records-followed') {
    const { brings, withdrawn } = event.data;
    state.citizens.set(citizen, { ...known, brought: new Map([...known.brought, ...broughtRecords(brings)]) });
    for (const record of withdrawn) state.withdrawn.add(record);
  }
  return state;
}

/** The day of joining of the stay that holds at the end of the day; undefined where the citizen was no member. */
export function stayOn({ stays }: Pick<Citizen, 'stays'>, day: LocalDate): LocalDate | undefined {
  for (const [from, end] of stays) if (from <= day && (end === null || day < end.on)) return from;
  return undefined;
}

/** The members at the end of a day. */
export function membersOn({ citizens }: HouseholdState, day: LocalDate): readonly SubjectRef[] {
  return [...citizens].filter(([, known]) => stayOn(known, day) !== undefined).map(([citizen]) => citizen);
}
