import {
  account,
  type AccountState,
  accountState,
  assignmentEnd,
  assignmentId,
  type Brought,
  careReason,
  householdId,
  type HouseholdId,
  recordId,
  skills,
} from '@tung-nha/field-activity-events';
import { localDate, type LocalDate, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import fc from 'fast-check';
import type { Command, HouseholdCommand } from '../household.commands.js';

/** The days of these histories; the last one has not come yet. */
export const someDays = ['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10', '2024-05-11'].map((day) =>
  localDate.parse(day),
);
export const someHouseholds = ['h-1', 'h-2', 'h-3'].map((id) => householdId.parse(id));
export const somePeople = ['an', 'binh', 'chi'].map((id) => subjectRef.parse(id));
export const theDayAfter = localDate.parse('2024-05-10');

const today = theDayAfter;
const on = fc.constantFrom(...someDays);
const village = fc.constantFrom('lang-a', 'lang-b').map((id) => unitId.parse(id));
const citizen = fc.constantFrom(...somePeople);
const other = fc.constantFrom(...someHouseholds);
const id = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5').map((text) => recordId.parse(text));
const assignment = fc.constantFrom('care-1', 'care-2').map((text) => assignmentId.parse(text));
const skill = fc.constantFrom(...skills);
const team = teamId.parse('team-1');
const members = [subjectRef.parse('member')];
const turns14 = fc.constantFrom<'earlier' | number>('earlier', 2_024);
const visitedSince = fc.option(on);
const state = fc.constantFrom<AccountState>(...accountState.options);
const brings: fc.Arbitrary<Brought> = fc.record({
  guided: fc.array(fc.record({ record: id, skill, on }), { maxLength: 2 }),
  proficient: fc.constant([]),
  accounts: fc.array(fc.record({ record: id, account: fc.constantFrom(...account.options), state, on }), {
    maxLength: 1,
  }),
});
const whoJoins = fc.record({ citizen, on, turns14, brings: fc.option(brings) });
const founders = (day: LocalDate) =>
  fc
    .uniqueArray(citizen, { maxLength: 2 })
    .map((all) => all.map((one) => ({ citizen: one, on: day, turns14: 'earlier' as const, brings: null })));

/** One for each command there is: a new one that is missing here does not compile. */
export const anyOf: { readonly [Type in HouseholdCommand['type']]: fc.Arbitrary<Command<Type>> } = {
  'register-household': fc.record({ type: fc.constant('register-household'), village, on, today: fc.constant(today) }),
  'move-household': fc.record({ type: fc.constant('move-household'), to: village, on, today: fc.constant(today) }),
  'close-household': fc.record({
    type: fc.constant('close-household'),
    on,
    reason: fc.constantFrom('left-province' as const, 'died-out' as const),
    today: fc.constant(today),
  }),
  'reopen-household': fc.constant({ type: 'reopen-household' }),
  'split-household': fc.record({
    type: fc.constant('split-household'),
    into: other,
    citizens: fc.uniqueArray(citizen, { minLength: 1, maxLength: 2 }),
    on,
    today: fc.constant(today),
  }),
  'merge-household': fc.record({ type: fc.constant('merge-household'), into: other, on, today: fc.constant(today) }),
  'join-household': fc.record({
    type: fc.constant('join-household'),
    citizen,
    turns14,
    on,
    today: fc.constant(today),
  }),
  'leave-household': fc.record({
    type: fc.constant('leave-household'),
    citizen,
    reason: fc.constantFrom('moved-away' as const, 'died' as const, 'other-household' as const),
    on,
    today: fc.constant(today),
  }),
  'move-citizen': fc.record({ type: fc.constant('move-citizen'), citizen, to: other, on, today: fc.constant(today) }),
  'visit-household': fc.record({
    type: fc.constant('visit-household'),
    visit: fc.record({
      visit: id,
      on,
      team: fc.constant(team),
      members: fc.constant(members),
      activities: fc.constant([]),
    }),
    today: fc.constant(today),
  }),
  'guide-citizen': fc.record({
    type: fc.constant('guide-citizen'),
    guidance: fc.record({
      guidance: id,
      on,
      citizen,
      skill,
      mode: fc.constant('in-person' as const),
      team: fc.constant(team),
      members: fc.constant(members),
    }),
    today: fc.constant(today),
  }),
  'confirm-proficiency': fc.record({
    type: fc.constant('confirm-proficiency'),
    confirmation: fc.record({ confirmation: id, on, citizen, skill, basis: fc.constant('observed' as const) }),
    today: fc.constant(today),
  }),
  'state-account': fc.record({
    type: fc.constant('state-account'),
    statement: fc.record({
      statement: id,
      on,
      citizen,
      account: fc.constantFrom(...account.options),
      state,
      level: fc.constant(null),
    }),
    today: fc.constant(today),
  }),
  'act-for-household': fc.record({
    type: fc.constant('act-for-household'),
    proxy: fc.record({ proxy: id, on, team: fc.constant(team), members: fc.constant(members) }),
    today: fc.constant(today),
  }),
  'state-care-need': fc.record({
    type: fc.constant('state-care-need'),
    reason: fc.option(fc.constantFrom(...careReason.options)),
    on,
    today: fc.constant(today),
  }),
  'assign-member': fc.record({
    type: fc.constant('assign-member'),
    assignment: fc.record({ assignment, on, member: fc.constant(members[0]!), team: fc.constant(team) }),
    today: fc.constant(today),
  }),
  'end-assignment': fc.record({
    type: fc.constant('end-assignment'),
    assignment,
    reason: fc.constantFrom(...assignmentEnd.options),
    on,
    today: fc.constant(today),
  }),
  'withdraw-record': fc.record({
    type: fc.constant('withdraw-record'),
    record: id,
    reason: fc.constant('wrong-day' as const),
  }),
  'found-by-split': on.chain((day) =>
    fc.record({
      type: fc.constant('found-by-split'),
      village,
      citizens: founders(day),
      left: fc.constant([]),
      on: fc.constant(day),
      today: fc.constant(today),
    }),
  ),
  'merge-in': on.chain((day) =>
    fc.record({
      type: fc.constant('merge-in'),
      from: other,
      citizens: founders(day),
      left: fc.constant([]),
      visitedSince,
      on: fc.constant(day),
      today: fc.constant(today),
    }),
  ),
  'take-in': fc.record({
    type: fc.constant('take-in'),
    citizen: whoJoins,
    left: fc.record({ citizen, household: other, stays: fc.constant([]) }),
    today: fc.constant(today),
  }),
  'follow-records': fc.record({
    type: fc.constant('follow-records'),
    citizen,
    brings,
    withdrawn: fc.uniqueArray(id, { maxLength: 2 }),
  }),
  'restate-merged-visits': fc.record({ type: fc.constant('restate-merged-visits'), from: other, visitedSince }),
};

/** Any of them; registering and joining more often, without which all others are refused. */
export const anyCommand: fc.Arbitrary<HouseholdCommand> = fc.oneof(
  { arbitrary: anyOf['register-household'], weight: 4 },
  { arbitrary: anyOf['join-household'], weight: 4 },
  ...Object.values<fc.Arbitrary<HouseholdCommand>>(anyOf),
);

/** What people send; the rest follows from it. */
export const anySent: fc.Arbitrary<{ readonly household: HouseholdId; readonly command: HouseholdCommand }> = fc.record(
  {
    household: other,
    command: fc.oneof(
      { arbitrary: anyOf['join-household'], weight: 3 },
      { arbitrary: anyOf['guide-citizen'], weight: 3 },
      { arbitrary: anyOf['state-account'], weight: 2 },
      { arbitrary: anyOf['visit-household'], weight: 2 },
      { arbitrary: anyOf['withdraw-record'], weight: 2 },
      { arbitrary: anyOf['move-citizen'], weight: 3 },
      { arbitrary: anyOf['split-household'], weight: 2 },
      { arbitrary: anyOf['merge-household'], weight: 1 },
      { arbitrary: anyOf['leave-household'], weight: 1 },
      { arbitrary: anyOf['move-household'], weight: 1 },
      { arbitrary: anyOf['close-household'], weight: 1 },
      { arbitrary: anyOf['reopen-household'], weight: 2 },
    ),
  },
);
