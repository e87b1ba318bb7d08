import { describe, expect, it } from '@jest/globals';
import { DomainError, subjectRef } from '@tung-nha/kernel';
import { specify } from '@tung-nha/kernel/testing';
import { checkedAgainst, type TeamFacts } from './team-check.js';
import {
  counted,
  countedAndVisited,
  counting,
  inA,
  langA,
  langB,
  march,
  moveInApril,
  restated,
  visit,
  visited,
  visitOn,
} from './testing/household.examples.js';

/** `team-1` serves the village with An as its only member. */
const teams = (serves = langA): TeamFacts => ({
  teamOn: (team) =>
    team === 'team-1'
      ? { isMember: (member) => member === subjectRef.parse('an'), covers: (village) => village === serves }
      : 'unknown',
});
const by = (change: object) => visit({ ...visitOn(march), ...change });

describe('done by members of a team that serves the village that day (A2)', () => {
  it('is recorded', () => {
    specify(checkedAgainst(teams()))
      .given(...counted)
      .when(visit(visitOn(march)))
      .then([visited(visitOn(march)), restated('visited', [], [inA(march)]), counting(visitOn(march), null, langA)]);
  });

  it.each([
    ['a team nobody knows', teams(), by({ team: 'team-9' }), 'TeamUnknown'],
    ['a team that is not in force', { teamOn: () => 'not-in-force' }, by({}), 'TeamNotInForceThatDay'],
    ['a team of another village', teams(langB), by({}), 'TeamNotOfThisVillage'],
    ['who is no member', teams(), by({ members: ['binh'] }), 'NotAMemberThatDay'],
  ] as [string, TeamFacts, ReturnType<typeof visit>, string][])('is refused by %s', (_, facts, command, rule) => {
    specify(checkedAgainst(facts))
      .given(...counted)
      .when(command)
      .thenRefused(rule);
  });

  it('names who is no member, by place and not by name', () => {
    const decide = () =>
      specify(checkedAgainst(teams()))
        .given(...counted)
        .when(by({ members: ['binh', 'an', 'chi'] }))
        .then([]);
    let at: readonly string[] = [];
    try {
      decide();
    } catch (error) {
      if (error instanceof DomainError) at = error.at;
    }
    expect(at).toEqual(['/members/0', '/members/2']);
  });

  it('stays accepted when it is sent again after the team is gone', () => {
    specify(checkedAgainst({ teamOn: () => 'unknown' }))
      .given(...countedAndVisited)
      .when(visit(visitOn(march)))
      .then([]);
  });

  it('is not asked of what no team did', () => {
    expect(() =>
      specify(checkedAgainst({ teamOn: () => 'unknown' }))
        .given(...counted)
        .when(moveInApril)
        .thenRefused('TeamUnknown'),
    ).toThrow();
  });
});
