import { describe, expect, it } from '@jest/globals';
import { recordId, skills } from '@tung-nha/field-activity-events';
import { fold, localDate } from '@tung-nha/kernel';
import { askTwice, specify } from '@tung-nha/kernel/testing';
import { takenAlong } from './index.js';
import type { HouseholdCommand, HouseholdRule } from './household.commands.js';
import { household } from './household.decider.js';
import { anyCommand } from './testing/any-command.js';
import {
  april,
  february,
  inA,
  january,
  langB,
  march,
  moveInApril,
  register,
  today,
  tomorrow,
  visit,
  visitOn,
} from './testing/household.examples.js';
import {
  actFor,
  after,
  an,
  assign,
  binh,
  close,
  confirm,
  guide,
  join,
  leave,
  may,
  need,
  other,
  standingOn,
  state,
} from './testing/life.examples.js';

describe('a household and its people (A1, A3, A4)', () => {
  it('is complete when one and the same member has all five skills, VNeID and public service', () => {
    const half = [
      ...skills.slice(0, 3).map((skill) => confirm(skill)),
      ...skills.slice(3).map((skill) => confirm(skill, march, binh)),
    ];
    const apart = after(register, join(), join(binh), ...half, state('vneid'), state('public-service'));
    expect(standingOn(april, apart)).not.toContain('complete');
    expect(standingOn(april, apart)).toEqual(
      expect.arrayContaining(['skill.online-payment.proficient', 'vneid', 'public-service']),
    );
    const one = after(
      register,
      join(),
      ...skills.map((skill) => confirm(skill)),
      state('vneid'),
      state('public-service', april),
    );
    expect(standingOn(march, one)).not.toContain('complete');
    expect(standingOn(april, one)).toEqual(expect.arrayContaining(['all-skills.proficient', 'complete']));
  });

  it('is not by guidance alone, and guidance travels away with the person', () => {
    const past = after(register, join(), ...skills.map((skill) => guide(skill)), leave());
    expect(standingOn(march, past)).toContain('all-skills.guided');
    expect(standingOn(march, past)).not.toContain('all-skills.proficient');
    expect(standingOn(april, past)).toEqual(['total']);
  });

  it('takes along what is known of a person into a household that splits off', () => {
    const past = after(register, join(), join(binh), guide('online-payment'), visit(visitOn(march)));
    const citizen = takenAlong(fold(household, past), an, april)!;
    const split = after(
      ...[
        register,
        join(),
        join(binh),
        guide('online-payment'),
        visit(visitOn(march)),
        { type: 'split-household', into: other, citizens: [an], on: april, today } as const,
      ],
    );
    expect(standingOn(april, split)).toEqual(['total', 'visited']);
    const founded = after({ type: 'found-by-split', village: langB, citizens: [citizen], left: [], on: april, today });
    expect(standingOn(april, founded)).toEqual(['total', 'skill.online-payment.guided']);
  });

  it('on a merge either visit counts, and the people come along', () => {
    const merged = after(register, {
      type: 'merge-in',
      from: other,
      left: [],
      citizens: [
        {
          citizen: an,
          on: april,
          turns14: 'earlier',
          brings: {
            guided: [],
            proficient: [],
            accounts: [{ record: recordId.parse('s-elsewhere'), account: 'vneid', state: 'activated', on: january }],
          },
        },
      ],
      visitedSince: february,
      on: april,
      today,
    });
    expect(standingOn(march, merged)).toEqual(['total']);
    expect(standingOn(april, merged)).toEqual(['total', 'visited', 'vneid']);
  });

  it('counts accounts from the year one turns 14, for citizens too', () => {
    const past = after(register, join(an, january, 2_025), state('vneid'));
    expect(standingOn(may, past)).toEqual(['total']);
    expect(standingOn(localDate.parse('2025-01-01'), past)).toEqual(['total', 'vneid']);
    expect(fold(household, past).saidOfCitizens.get(an)?.eligible).toEqual([inA(localDate.parse('2025-01-01'))]);
  });

  it('closes an account, and opens it again', () => {
    const past = after(
      register,
      join(),
      state('payment', february),
      state('payment', march, an, 'closed'),
      state('payment', april),
    );
    expect([january, february, march, april].map((day) => standingOn(day, past).includes('payment'))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('that closes leaves the stocks that day; reopened, it never was closed', () => {
    const past = after(register, visit(visitOn(march)), close());
    expect([standingOn(march, past), standingOn(april, past)]).toEqual([['total', 'visited'], []]);
    const again = after(register, visit(visitOn(march)), close(), { type: 'reopen-household' });
    expect(standingOn(april, again)).toEqual(['total', 'visited']);
  });

  it('keeps a VNeID account active when its registration is told after the activation', () => {
    const past = after(register, join(), state('vneid', march), state('vneid', april, an, 'registered'));
    expect(standingOn(april, past)).toContain('vneid');
  });

  it('takes in a person with what is known of them, and says each standing once', () => {
    const brings = {
      guided: [{ record: recordId.parse('g-elsewhere'), skill: 'online-payment' as const, on: february }],
      proficient: [],
      accounts: [],
    };
    const arriving = { citizen: an, on: march, turns14: 'earlier' as const, brings };
    specify(household)
      .given(...after(register))
      .when({ type: 'take-in', citizen: arriving, left: { citizen: an, household: other, stays: [] }, today })
      .then([
        { type: 'field-activity.citizen-joined', data: arriving },
        {
          type: 'field-activity.household-standing-restated',
          data: { standing: 'skill.online-payment.guided', was: [], is: [inA(march)] },
        },
        {
          type: 'field-activity.citizen-standing-restated',
          data: { citizen: an, standing: 'eligible', was: [], is: [inA(march)] },
        },
      ]);
    const nothing = { guided: [], proficient: [], accounts: [] };
    specify(household)
      .given(
        ...after(register, {
          type: 'take-in',
          citizen: arriving,
          left: { citizen: an, household: other, stays: [] },
          today,
        }),
      )
      .when({ type: 'follow-records', citizen: an, brings: nothing, withdrawn: [recordId.parse('g-elsewhere')] })
      .then([
        {
          type: 'field-activity.citizen-records-followed',
          data: { citizen: an, brings: nothing, withdrawn: [recordId.parse('g-elsewhere')] },
        },
        {
          type: 'field-activity.household-standing-restated',
          data: { standing: 'skill.online-payment.guided', was: [inA(march)], is: [] },
        },
      ]);
  });

  it.each<[string, HouseholdCommand[], HouseholdCommand, HouseholdRule]>([
    ['a visit to a household closed on that day', [register, close()], visit(visitOn(april)), 'HouseholdClosedThatDay'],
    ['closing it twice', [register, close()], close(may), 'HouseholdAlreadyClosed'],
    [
      'guiding one who is no member that day',
      [register, join(an, april)],
      guide('online-payment'),
      'CitizenNotMemberThatDay',
    ],
    ['guiding the dead', [register, join(), leave(an, march, 'died')], guide('online-payment', april), 'CitizenDied'],
    [
      'leaving for another reason on the same day',
      [register, join(), leave()],
      leave(an, april, 'died'),
      'CitizenAlreadyLeft',
    ],
    ['leaving before a later leaving', [register, join(), leave()], leave(an, march), 'CitizenAlreadyLeft'],
    ['joining twice', [register, join()], join(an, march), 'CitizenAlreadyMember'],
    [
      'a chip card that is only registered',
      [register, join()],
      state('chip-card', march, an, 'registered'),
      'StateNotOfThatAccount',
    ],
    ['acting for a household that is not in care', [register, need(february)], actFor(), 'NotInCareThatDay'],
    ['two in charge on one day', [register, assign()], assign(april, 'care-2'), 'AlreadyAssignedThatDay'],
    [
      'another guidance under the same id',
      [register, join(), guide('online-payment')],
      guide('online-shopping', march, an, 'g-online-payment-an'),
      'RecordedOtherwise',
    ],
    ['guidance in the future', [register, join()], guide('online-payment', tomorrow), 'DayInTheFuture'],
    [
      'a split of one who is not there',
      [register],
      { type: 'split-household', into: other, citizens: [an], on: april, today },
      'CitizenNotMemberThatDay',
    ],
  ])('refuses %s', (_, past, command, rule) => {
    specify(household)
      .given(...after(...past))
      .when(command)
      .thenRefused(rule);
  });

  it('says nothing when asked twice (X6)', () => {
    askTwice(household, anyCommand);
  });

  it('restates each standing, and each of a citizen, at most once in a command', () => {
    const past = after(
      register,
      join(),
      join(binh),
      ...skills.map((skill) => confirm(skill)),
      state('vneid'),
      state('public-service'),
      visit(visitOn(march)),
    );
    const said = household
      .decide(moveInApril, fold(household, past))
      .flatMap(({ type, data }) =>
        type === 'field-activity.household-standing-restated'
          ? [data.standing as string]
          : type === 'field-activity.citizen-standing-restated'
            ? [`${data.citizen} ${data.standing}`]
            : [],
      );
    expect(new Set(said).size).toBe(said.length);
    expect(said.length).toBeGreaterThan(8);
  });
});
