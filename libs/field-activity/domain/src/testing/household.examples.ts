import {
  type HouseholdEvent,
  type Interval,
  recordId,
  type Standing,
  type Visit,
} from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, teamId, unitId, type UnitId } from '@tung-nha/kernel';
import type { HouseholdCommand } from '../household.commands.js';

// One household of village A in 2024: registered in January, visited in March, moved to village B in April.

export const yearBefore = localDate.parse('2023-01-10');
export const january = localDate.parse('2024-01-10');
export const february = localDate.parse('2024-02-10');
export const march = localDate.parse('2024-03-10');
export const april = localDate.parse('2024-04-10');
export const today = localDate.parse('2024-05-10');
export const tomorrow = localDate.parse('2024-05-11');
export const langA = unitId.parse('lang-a');
export const langB = unitId.parse('lang-b');
export const langC = unitId.parse('lang-c');

export const visitOn = (on: LocalDate, id = 'visit-1'): Visit => ({
  visit: recordId.parse(id),
  on,
  team: teamId.parse('team-1'),
  members: [subjectRef.parse('an')],
  activities: ['explained'],
});

export const registered: HouseholdEvent = {
  type: 'field-activity.household-registered',
  data: { village: langA, on: january },
};
export const moved = (on: LocalDate, to: UnitId = langB): HouseholdEvent => ({
  type: 'field-activity.household-moved',
  data: { to, on },
});
export const visited = (visit: Visit): HouseholdEvent => ({ type: 'field-activity.household-visited', data: visit });
export const withdrawn: HouseholdEvent = {
  type: 'field-activity.record-withdrawn',
  data: { record: recordId.parse('visit-1'), reason: 'wrong-household' },
};
export const restated = (standing: Standing, was: Interval[], is: Interval[]): HouseholdEvent => ({
  type: 'field-activity.household-standing-restated',
  data: { standing, was, is },
});

/** Where a visit counts, was and is. */
export const counting = (made: Visit, was: UnitId | null, is: UnitId | null): HouseholdEvent => ({
  type: 'field-activity.household-record-restated',
  data: { record: made.visit, kind: 'visit', on: made.on, team: made.team, was, is },
});

const inVillage =
  (village: UnitId) =>
  (from: LocalDate, to: LocalDate | null = null): Interval => ({ village, from, to });
export const inA = inVillage(langA);
export const inB = inVillage(langB);
export const inC = inVillage(langC);

export const register = { type: 'register-household', village: langA, on: january, today } satisfies HouseholdCommand;
export const moveInApril = { type: 'move-household', to: langB, on: april, today } satisfies HouseholdCommand;
export const visit = (made: Visit): HouseholdCommand => ({ type: 'visit-household', visit: made, today });
export const withdraw: HouseholdCommand = {
  type: 'withdraw-record',
  record: recordId.parse('visit-1'),
  reason: 'wrong-household',
};

export const counted = [registered, restated('total', [], [inA(january)])];
export const countedAndVisited = [
  ...counted,
  visited(visitOn(march)),
  restated('visited', [], [inA(march)]),
  counting(visitOn(march), null, langA),
];
