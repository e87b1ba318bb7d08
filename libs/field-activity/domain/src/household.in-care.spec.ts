import { describe, expect, it } from '@jest/globals';
import { assignmentId } from '@tung-nha/field-activity-events';
import { fold, type LocalDate } from '@tung-nha/kernel';
import type { HouseholdCommand } from './household.commands.js';
import { household } from './household.decider.js';
import { april, february, langA, march, moveInApril, register, today } from './testing/household.examples.js';
import { actFor, after, assign, may, need, standingOn } from './testing/life.examples.js';

describe('a household and who is in charge of it (T6)', () => {
  it('is in care while somebody is in charge, and listed as needing it while nobody is (T6)', () => {
    const past = after(register, need(february), assign(march), actFor(), {
      type: 'end-assignment',
      assignment: assignmentId.parse('care-1'),
      reason: 'member-left',
      on: may,
      today,
    });
    expect(standingOn(february, past)).toEqual(['total', 'needs-care']);
    expect(standingOn(march, past)).toEqual(['total', 'assigned', 'in-care']);
    expect(standingOn(may, past)).toEqual(['total', 'needs-care']);
    expect([...fold(household, past).counted.values()].map(({ kind, village }) => [kind, village])).toEqual([
      ['proxy', langA],
    ]);
  });

  it('ends an assignment earlier when that is told late, and never later', () => {
    const end = (on: LocalDate): HouseholdCommand => ({
      type: 'end-assignment',
      assignment: assignmentId.parse('care-1'),
      reason: 'handed-over',
      on,
      today,
    });
    const past = after(register, assign(february), end(april), end(may), end(march));
    expect([february, march, april].map((day) => standingOn(day, past).includes('assigned'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('keeps who was in charge when it is told to move where it lives', () => {
    expect(standingOn(april, after(register, assign(march), { ...moveInApril, to: langA }))).toContain('assigned');
  });

  it('loses who was in charge when it moves', () => {
    expect(standingOn(april, after(register, assign(march), moveInApril))).toEqual(['total']);
  });
});
