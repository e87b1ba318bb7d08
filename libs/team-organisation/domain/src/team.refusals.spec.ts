import { describe, expect, it } from '@jest/globals';
import { type LocalDate, unitId } from '@tung-nha/kernel';
import { specify } from '@tung-nha/kernel/testing';
import type { TeamEvent } from '@tung-nha/team-organisation-events';
import type { TeamCommands, TeamRule } from './team.commands.js';
import { team } from './team.decider.js';
import {
  after,
  an,
  appoint,
  april,
  binh,
  changeRole,
  chi,
  consolidate,
  decision,
  dissolve,
  dung,
  establish,
  february,
  history,
  january,
  march,
  release,
  span,
  tomorrow,
} from './testing/index.js';

const { given } = specify(team);
describe('refusals', () => {
  const led = history(establish(), appoint(an, 'leader', february), appoint(binh));
  it.each<[string, TeamEvent[], TeamCommands, TeamRule]>([
    ['a team of tomorrow', [], establish({ on: tomorrow }), 'DayInTheFuture'],
    ['a second establishment', led, establish({ on: february }), 'TeamAlreadyEstablished'],
    ['a decision without number', [], establish({ decision: { ...decision, number: null } }), 'DecisionIncomplete'],
    ['a decision of tomorrow', [], establish({ decision: { ...decision, date: tomorrow } }), 'DayInTheFuture'],
    [
      'a village team by the district chair',
      [],
      establish({ decision: { ...decision, office: 'district-chair' } }),
      'DecisionNotOfThatOffice',
    ],
    ['a district team by the commune chair', [], establish({ level: 'district' }), 'DecisionNotOfThatOffice'],
    [
      'a decision of the neighbour commune',
      [],
      establish({ decision: { ...decision, issuingUnit: unitId.parse('xa-b') } }),
      'DecisionOfAnotherUnit',
    ],
    ['a member of no team', [], appoint(an), 'TeamUnknown'],
    [
      'a member before the team was there',
      led,
      appoint(chi, 'member', '2023-12-31' as LocalDate),
      'TeamNotYetEstablished',
    ],
    ['a member of tomorrow', led, appoint(chi, 'member', tomorrow), 'DayInTheFuture'],
    ['a member twice', led, appoint(binh, 'deputy', march), 'MemberAlreadyAppointed'],
    ['a second leader', led, appoint(chi, 'leader', march), 'LeaderAlreadyAppointed'],
    ['a leader told late who would meet a later one', led, appoint(chi, 'leader', january), 'LeaderAlreadyAppointed'],
    ['a deputy who becomes a second leader', led, changeRole(binh, 'leader'), 'LeaderAlreadyAppointed'],
    ['a role before the appointment', led, changeRole(an, 'deputy', january), 'MemberNotInTeamThatDay'],
    ['the release of a stranger', led, release(chi), 'MemberNotInTeamThatDay'],
    ['a consolidation of tomorrow', led, consolidate(tomorrow), 'DayInTheFuture'],
    [
      'two decisions on one consolidation',
      history(establish(), consolidate(march)),
      consolidate(march, { number: '99/QĐ-UBND' }),
      'ConsolidatedOtherwiseThatDay',
    ],
    ['a dissolution twice', history(establish(), dissolve(march)), dissolve(april), 'TeamAlreadyDissolved'],
    [
      'a member once dissolved',
      history(establish(), dissolve(march)),
      appoint(an, 'member', april),
      'TeamDissolvedThatDay',
    ],
    [
      'a list with one wrong command',
      led,
      { type: 'together', commands: [appoint(chi), release(dung, march)] },
      'MemberNotInTeamThatDay',
    ],
  ])('%s', (_, past, command, rule) => {
    given(...past)
      .when(command)
      .thenRefused(rule);
  });

  it('takes a late fact of a time before the dissolution', () => {
    expect(
      after(establish(), dissolve(april), appoint(an, 'leader', march))
        .saidOfMembers.get(an)
        ?.get('village'),
    ).toEqual([span(march, april)]);
  });
});
