import { describe, expect, it } from '@jest/globals';
import { householdId, type HouseholdId, recordId, type Standing } from '@tung-nha/field-activity-events';
import { type LocalDate, type SubjectRef, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import { refusalOf } from '@tung-nha/kernel/testing';
import fc from 'fast-check';
import type { HouseholdCommand } from './household.commands.js';
import { membersOn } from './household.state.js';
import { anySent, someDays, someHouseholds, somePeople, theDayAfter as today } from './testing/any-command.js';
import { HouseholdsTogether } from './testing/households-together.js';

const [january, february, march, april] = someDays as [LocalDate, LocalDate, LocalDate, LocalDate];
const [one, two, three] = someHouseholds as [HouseholdId, HouseholdId, HouseholdId];
const [an, binh] = somePeople as [SubjectRef, SubjectRef];
const langA = unitId.parse('lang-a');
const register: HouseholdCommand = { type: 'register-household', village: langA, on: january, today };
const join = (citizen = an): HouseholdCommand => ({
  type: 'join-household',
  citizen,
  turns14: 'earlier',
  on: january,
  today,
});
const goTo = (to: HouseholdId, on: LocalDate): HouseholdCommand => ({
  type: 'move-citizen',
  citizen: an,
  to,
  on,
  today,
});
const byTeam = { team: teamId.parse('team-1'), members: [subjectRef.parse('member')] };
const guide = (on = february, id = 'g'): HouseholdCommand => ({
  type: 'guide-citizen',
  guidance: {
    guidance: recordId.parse(id),
    on,
    citizen: an,
    skill: 'online-payment',
    mode: 'in-person',
    ...byTeam,
  },
  today,
});
const visit = (on = february): HouseholdCommand => ({
  type: 'visit-household',
  visit: { visit: recordId.parse('v'), on, ...byTeam, activities: [] },
  today,
});
const withdraw = (id: string): HouseholdCommand => ({
  type: 'withdraw-record',
  record: recordId.parse(id),
  reason: 'did-not-happen',
});
const merge = (into: HouseholdId, on = march): HouseholdCommand => ({ type: 'merge-household', into, on, today });

const threeHouseholds = () => {
  const together = new HouseholdsTogether();
  for (const household of someHouseholds) together.tell(household, register);
  together.tell(one, join());
  return together;
};
const holds = (together: HouseholdsTogether, household: HouseholdId, standing: Standing, on: LocalDate) =>
  (together.stateOf(household).said.get(standing) ?? []).some(({ from, to }) => from <= on && (to === null || on < to));
const guided = 'skill.online-payment.guided';

describe('households and the people who go between them (A1, P1)', () => {
  it('what is known of a person goes along, from household to household', () => {
    const together = threeHouseholds();
    together.tell(one, guide());
    together.tell(one, goTo(two, march));
    together.tell(two, goTo(three, april));
    expect(someHouseholds.map((household) => holds(together, household, guided, april))).toEqual([false, false, true]);
    expect([february, march].map((on) => holds(together, one, guided, on))).toEqual([true, false]);
    expect(holds(together, two, guided, march)).toBe(true);
  });

  it('a record told late, or withdrawn, where the person lived then reaches where they live now', () => {
    const together = threeHouseholds();
    together.tell(one, goTo(two, march));
    together.tell(two, goTo(three, april));
    together.tell(one, guide());
    expect(someHouseholds.map((household) => holds(together, household, guided, april))).toEqual([false, false, true]);
    together.tell(one, withdraw('g'));
    expect(someHouseholds.map((household) => holds(together, household, guided, april))).toEqual([false, false, false]);
  });

  it('also of one who came back: withdrawn at home, it does not live on as what was brought', () => {
    const together = threeHouseholds();
    together.tell(one, guide());
    together.tell(one, goTo(two, march));
    together.tell(two, goTo(one, april));
    expect(holds(together, one, guided, april)).toBe(true);
    together.tell(one, withdraw('g'));
    expect(holds(together, one, guided, april)).toBe(false);
    expect(holds(together, two, guided, march)).toBe(false);
  });

  it('on a merge either visit counts, from the day of the merge on; also when told late or withdrawn', () => {
    const together = threeHouseholds();
    together.tell(one, merge(two));
    expect(holds(together, two, 'visited', april)).toBe(false);
    together.tell(one, visit());
    expect([february, march].map((on) => holds(together, two, 'visited', on))).toEqual([false, true]);
    // And on into the household that took in this one.
    together.tell(two, merge(three, april));
    expect([march, april].map((on) => holds(together, three, 'visited', on))).toEqual([false, true]);
    together.tell(one, withdraw('v'));
    expect(holds(together, three, 'visited', april)).toBe(false);
    expect(membersOn(together.stateOf(three), april)).toEqual([an]);
  });

  it('a split takes nothing from what was visited, and starts without', () => {
    const together = threeHouseholds();
    const four = householdId.parse('h-4');
    together.tell(one, join(binh));
    together.tell(one, visit());
    together.tell(one, guide());
    together.tell(one, { type: 'split-household', into: four, citizens: [an], on: march, today });
    expect([one, four].map((household) => holds(together, household, 'visited', april))).toEqual([true, false]);
    expect([one, four].map((household) => holds(together, household, guided, april))).toEqual([false, true]);
  });

  it.each<[string, (together: HouseholdsTogether) => void, string]>([
    ['into itself', (together) => together.tell(one, merge(one)), 'NotIntoItself'],
    ['a person who already went on', (together) => together.tell(one, goTo(three, february)), 'CitizenAlreadyLeft'],
    [
      'into a household nobody registered',
      (together) => together.tell(two, merge(householdId.parse('h-9'))),
      'HouseholdUnknown',
    ],
    [
      'a split into one that is there already',
      (together) => together.tell(two, { type: 'split-household', into: three, citizens: [an], on: april, today }),
      'HouseholdAlreadyRegistered',
    ],
    [
      'reopening one that went up in another',
      (together) => {
        together.tell(two, merge(three, april));
        together.tell(two, { type: 'reopen-household' });
      },
      'HouseholdWentUpInAnother',
    ],
    [
      'a merge while members went on later',
      (together) => together.tell(one, merge(three, february)),
      'CitizenAlreadyLeft',
    ],
  ])('refuses %s, and says nothing to anybody', (_, tell, rule) => {
    const together = threeHouseholds();
    together.tell(one, goTo(two, march));
    expect(refusalOf(() => tell(together))).toBe(rule);
  });

  it('a person is counted in exactly one household on any day, whatever splits, merges and moves', () => {
    let gone = 0;
    fc.assert(
      fc.property(fc.array(anySent, { maxLength: 40, size: 'max' }), (sent) => {
        const together = threeHouseholds();
        const homes = new Map<SubjectRef, HouseholdId>([[an, one]]);
        const away = new Map<SubjectRef, LocalDate>();
        for (const { household, command } of sent) {
          // One person is entered once: joining is for newcomers, everything after is moving.
          if (command.type === 'join-household' && homes.has(command.citizen)) continue;
          // A household that closes takes its people from the count; they have their own test.
          if (command.type === 'close-household') continue;
          const before = membersOn(together.stateOf(household), someDays[4]!);
          if (refusalOf(() => together.tell(household, command)) !== undefined) continue;
          if (command.type === 'join-household') homes.set(command.citizen, household);
          if (command.type === 'leave-household' && before.includes(command.citizen))
            away.set(command.citizen, command.on);
          if (command.type === 'move-citizen' || command.type === 'merge-household') gone += 1;
        }
        for (const [person, first] of homes) {
          const joined = [...together.stateOf(first).citizens.get(person)!.stays.keys()].sort()[0]!;
          for (const day of someDays.slice(0, 4)) {
            const counted = someHouseholds.filter((household) => {
              const { saidOfCitizens, closed } = together.stateOf(household);
              const listed =
                membersOn(together.stateOf(household), day).includes(person) && !(closed && closed.on <= day);
              const eligible = saidOfCitizens.get(person)?.eligible ?? [];
              const is = eligible.some(({ from, to }) => from <= day && (to === null || day < to));
              if (is) expect(listed).toBe(true);
              return listed;
            });
            const expected = day < joined || (away.has(person) && day >= away.get(person)!) ? 0 : 1;
            expect([person, day, counted.length]).toEqual([person, day, expected]);
          }
        }
      }),
      { numRuns: 300, seed: 20_231_010 },
    );
    expect(gone).toBeGreaterThan(100);
  });
});
