import { describe, expect, it } from '@jest/globals';
import { localDate, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import type { TeamEvent } from '@tung-nha/team-organisation-events';
import { TeamBook } from './team-book.js';

const team = teamId.parse('team-1');
const an = subjectRef.parse('an');
const day = (month: number) => localDate.parse(`2024-0${month}-01`);
const decision = { number: null, date: null, office: null, capacity: null, issuingUnit: null };
const appointed = (month: number): TeamEvent => ({
  type: 'team-organisation.member-appointed',
  data: { member: an, role: 'member', position: 'citizen', organisation: 'none', on: day(month) },
});
const released = (month: number): TeamEvent => ({
  type: 'team-organisation.member-released',
  data: { member: an, reason: 'own-wish', on: day(month) },
});

describe('the team book (T2, T4)', () => {
  const monthsOf = (...events: TeamEvent[]) => {
    const book = new TeamBook();
    const unit = unitId.parse('xa-a');
    const data = { unit, level: 'commune', policy: null, decision, on: day(1) } as const;
    book.apply(team, { type: 'team-organisation.team-established', data });
    for (const event of events) book.apply(team, event);
    return [1, 2, 3, 4, 5, 6].filter((month) => book.isMember(team, an, day(month)));
  };

  it('knows who was a member on any day; the day of release is out', () => {
    expect(monthsOf(appointed(2), released(4))).toEqual([2, 3]);
  });

  it('takes one back who was appointed again, and a release that is told late', () => {
    expect(monthsOf(appointed(1), released(3), appointed(5))).toEqual([1, 2, 5, 6]);
    expect(monthsOf(appointed(1), released(5), released(3))).toEqual([1, 2]);
  });

  it('ends every membership with the team', () => {
    expect(
      monthsOf(appointed(1), { type: 'team-organisation.team-dissolved', data: { decision, on: day(3) } }),
    ).toEqual([1, 2]);
  });
});
