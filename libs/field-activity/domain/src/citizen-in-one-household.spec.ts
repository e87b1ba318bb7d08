import { describe, expect, it } from '@jest/globals';
import { householdId, type HouseholdId } from '@tung-nha/field-activity-events';
import { type LocalDate, type SubjectRef, unitId } from '@tung-nha/kernel';
import { askTwice, refusalOf } from '@tung-nha/kernel/testing';
import fc from 'fast-check';
import type { HouseholdCommand } from './household.commands.js';
import { membersOn } from './household.state.js';
import { anySent, someDays, someHouseholds, somePeople, theDayAfter as today } from './testing/any-command.js';
import { HouseholdsTogether } from './testing/households-together.js';
import { whereabouts, type WhereaboutsCommand } from './whereabouts.decider.js';

const [january, february, march, april] = someDays as [LocalDate, LocalDate, LocalDate, LocalDate];
const [one, two, three] = someHouseholds as [HouseholdId, HouseholdId, HouseholdId];
const [an] = somePeople as [SubjectRef];
const four = householdId.parse('h-4');
const langA = unitId.parse('lang-a');

const join = (on: LocalDate): HouseholdCommand => ({
  type: 'join-household',
  citizen: an,
  turns14: 'earlier',
  on,
  today,
});
const leave = (on: LocalDate, reason: 'moved-away' | 'died' = 'moved-away'): HouseholdCommand => ({
  type: 'leave-household',
  citizen: an,
  reason,
  on,
  today,
});
const close = (on: LocalDate): HouseholdCommand => ({ type: 'close-household', on, reason: 'left-province', today });
const reopen: HouseholdCommand = { type: 'reopen-household' };
const goTo = (to: HouseholdId, on: LocalDate): HouseholdCommand => ({
  type: 'move-citizen',
  citizen: an,
  to,
  on,
  today,
});

type Told = readonly [HouseholdId, HouseholdCommand];

function told(...all: readonly Told[]): HouseholdsTogether {
  const together = new HouseholdsTogether();
  for (const household of someHouseholds)
    together.tell(household, { type: 'register-household', village: langA, on: january, today });
  for (const [household, command] of all) together.tell(household, command);
  return together;
}

const homesOn = (together: HouseholdsTogether, person: SubjectRef, day: LocalDate) =>
  [...someHouseholds, four].filter((household) => {
    const state = together.stateOf(household);
    return membersOn(state, day).includes(person) && !(state.closed && state.closed.on <= day);
  });

describe('a citizen is a member of one household at a time (A1)', () => {
  it.each<[string, readonly Told[], Told, string]>([
    ['joining a second household', [[one, join(january)]], [two, join(march)], 'CitizenOfAnotherHousehold'],
    [
      'joining for days before, and not leaving',
      [[one, join(march)]],
      [two, join(january)],
      'CitizenOfAnotherHousehold',
    ],
    [
      'joining a third after a move',
      [
        [one, join(january)],
        [one, goTo(two, march)],
      ],
      [three, join(april)],
      'CitizenOfAnotherHousehold',
    ],
    [
      'joining beside one founded by a split',
      [
        [one, join(january)],
        [one, { type: 'split-household', into: four, citizens: [an], on: march, today }],
      ],
      [two, join(april)],
      'CitizenOfAnotherHousehold',
    ],
    [
      'joining beside the one that took in the household',
      [
        [one, join(january)],
        [one, { type: 'merge-household', into: two, on: march, today }],
      ],
      [three, join(april)],
      'CitizenOfAnotherHousehold',
    ],
    [
      'reopening a household whose people have joined another since',
      [
        [one, join(january)],
        [one, close(march)],
        [two, join(april)],
      ],
      [one, reopen],
      'CitizenOfAnotherHousehold',
    ],
    [
      'leaving a day earlier before it closed, by going where the person would be a second time',
      [
        [one, join(january)],
        [one, close(march)],
        [two, join(april)],
      ],
      [one, goTo(three, february)],
      'CitizenOfAnotherHousehold',
    ],
    [
      'joining after death',
      [
        [one, join(january)],
        [one, leave(march, 'died')],
      ],
      [two, join(april)],
      'CitizenDied',
    ],
  ])('refuses %s', (_, before, [household, command], rule) => {
    const together = told(...before);
    expect(refusalOf(() => together.tell(household, command))).toBe(rule);
    expect(someDays.slice(0, 4).filter((day) => homesOn(together, an, day).length > 1)).toEqual([]);
  });

  it.each<[string, readonly Told[], Told]>([
    [
      'one who left first, from that day on',
      [
        [one, join(january)],
        [one, leave(march)],
      ],
      [two, join(march)],
    ],
    [
      'one whose household is no more',
      [
        [one, join(january)],
        [one, close(march)],
      ],
      [two, join(april)],
    ],
    [
      'one who left the household they were moved to',
      [
        [one, join(january)],
        [one, goTo(two, february)],
        [two, leave(march)],
      ],
      [three, join(april)],
    ],
    [
      'one who comes back where they were',
      [
        [one, join(january)],
        [one, goTo(two, february)],
        [two, leave(march)],
      ],
      [one, join(april)],
    ],
    [
      'for the days a household stood, one who joined another when it was no more',
      [
        [two, join(april)],
        [one, close(march)],
      ],
      [one, join(january)],
    ],
  ])('lets join %s', (_, before, [household, command]) => {
    const together = told(...before, [household, command]);
    expect(homesOn(together, an, april)).toHaveLength(1);
  });

  it('whatever is told of whom, in whatever order', () => {
    const refusals = new Map<string, number>();
    let [joined, reopened] = [0, 0];
    fc.assert(
      fc.property(fc.array(anySent, { maxLength: 40, size: 'max' }), (sent) => {
        const together = told();
        for (const { household, command } of sent) {
          const rule = refusalOf(() => together.tell(household, command));
          if (rule !== undefined) refusals.set(rule, (refusals.get(rule) ?? 0) + 1);
          else if (command.type === 'join-household') joined += 1;
          else if (command.type === 'reopen-household') reopened += 1;
        }
        for (const person of somePeople)
          for (const day of someDays) expect(homesOn(together, person, day).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300, seed: 20_231_010 },
    );
    expect(joined).toBeGreaterThan(300);
    expect(reopened).toBeGreaterThan(100);
    expect(refusals.get('CitizenOfAnotherHousehold')).toBeGreaterThan(50);
  });

  it('asked again, says nothing new of where somebody is', () => {
    const day = fc.constantFrom(...someDays);
    const stay = fc.record({ from: day, to: fc.option(day) }).filter(({ from, to }) => to === null || from < to);
    const anyWhereabouts: fc.Arbitrary<WhereaboutsCommand> = fc.record({
      type: fc.constant('restate-whereabouts'),
      village: fc.constant(langA),
      households: fc.uniqueArray(
        fc.record({ household: fc.constantFrom(...someHouseholds), stays: fc.array(stay, { maxLength: 1 }) }),
        { minLength: 1, maxLength: 2, selector: ({ household }) => household },
      ),
      diedOn: fc.option(day, { freq: 20 }),
    });
    askTwice(whereabouts, anyWhereabouts);
  });
});
