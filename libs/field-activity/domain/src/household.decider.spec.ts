import { describe, it } from '@jest/globals';
import type { HouseholdEvent } from '@tung-nha/field-activity-events';
import { specify } from '@tung-nha/kernel/testing';
import type { HouseholdCommand, HouseholdRule } from './household.commands.js';
import { household } from './household.decider.js';
import {
  april,
  counted,
  counting,
  countedAndVisited,
  february,
  inA,
  inB,
  inC,
  january,
  langA,
  langC,
  march,
  moved,
  moveInApril,
  register,
  registered,
  restated,
  tomorrow,
  visit,
  visited,
  visitOn,
  withdraw,
  withdrawn,
  yearBefore,
} from './testing/household.examples.js';

const { given } = specify(household);

describe('household (A1, A2, A3)', () => {
  it('counts from the day it is registered', () => {
    given().when(register).then(counted);
  });

  it('is visited from the first visit on', () => {
    given(...counted)
      .when(visit(visitOn(march)))
      .then([visited(visitOn(march)), restated('visited', [], [inA(march)]), counting(visitOn(march), null, langA)]);
  });

  it('counts a second visit, and says nothing more of the household', () => {
    const second = visitOn(april, 'visit-2');
    given(...countedAndVisited)
      .when(visit(second))
      .then([visited(second), counting(second, null, langA)]);
  });

  it('takes a visit that is told late back to its day', () => {
    const late = visitOn(february, 'visit-2');
    given(...countedAndVisited)
      .when(visit(late))
      .then([visited(late), restated('visited', [inA(march)], [inA(february)]), counting(late, null, langA)]);
  });

  it('takes its standings along when it moves', () => {
    given(...countedAndVisited)
      .when(moveInApril)
      .then([
        moved(april),
        restated('total', [inA(january)], [inA(january, april), inB(april)]),
        restated('visited', [inA(march)], [inA(march, april), inB(april)]),
      ]);
  });

  it('was elsewhere all along when an earlier move is told late', () => {
    const moveInFebruary = { ...moveInApril, to: langC, on: february };
    const past = [registered, moved(april), restated('total', [], [inA(january, april), inB(april)])];
    given(...past)
      .when(moveInFebruary)
      .then([
        moved(february, langC),
        restated(
          'total',
          [inA(january, april), inB(april)],
          [inA(january, february), inC(february, april), inB(april)],
        ),
      ]);
  });

  it('takes a visit to the village of that day when an earlier move is told late (P1, flows)', () => {
    const moveInFebruary = { ...moveInApril, to: langC, on: february };
    given(...countedAndVisited)
      .when(moveInFebruary)
      .then([
        moved(february, langC),
        restated('total', [inA(january)], [inA(january, february), inC(february)]),
        restated('visited', [inA(march)], [inC(march)]),
        counting(visitOn(march), langA, langC),
      ]);
  });

  it('is not visited once its only visit is withdrawn', () => {
    given(...countedAndVisited)
      .when(withdraw)
      .then([withdrawn, restated('visited', [inA(march)], []), counting(visitOn(march), langA, null)]);
  });

  it('counts a visit once, however often a phone sends it', () => {
    given(...countedAndVisited)
      .when(visit(visitOn(march)))
      .then([]);
  });

  it('does not revive a withdrawn visit that a phone sends once more', () => {
    const taken = counting(visitOn(march), langA, null);
    const past = [...countedAndVisited, withdrawn, restated('visited', [inA(march)], []), taken];
    given(...past)
      .when(visit(visitOn(march)))
      .then([]);
  });

  it.each<[string, HouseholdEvent[], HouseholdCommand, HouseholdRule]>([
    ['a registration in the future', [], { ...register, on: tomorrow }, 'DayInTheFuture'],
    ['a second registration', counted, { ...register, on: february }, 'HouseholdAlreadyRegistered'],
    ['a household nobody registered', [], visit(visitOn(march)), 'HouseholdUnknown'],
    ['a visit in the future', counted, visit(visitOn(tomorrow)), 'DayInTheFuture'],
    ['a visit before the household was there', counted, visit(visitOn(yearBefore)), 'HouseholdNotYetRegistered'],
    ['another visit under the same id', countedAndVisited, visit(visitOn(april)), 'RecordedOtherwise'],
    ['two villages on one day', counted, { ...moveInApril, on: january }, 'VillageOfThatDayAlreadyRecorded'],
    ['withdrawing what was never recorded', counted, withdraw, 'RecordUnknown'],
  ])('refuses %s', (_, past, command, rule) => {
    given(...past)
      .when(command)
      .thenRefused(rule);
  });
});
