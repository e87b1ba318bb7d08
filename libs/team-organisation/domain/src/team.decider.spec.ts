import { describe, expect, it } from '@jest/globals';
import { fold, type LocalDate } from '@tung-nha/kernel';
import { specify } from '@tung-nha/kernel/testing';
import type { TeamCommands } from './team.commands.js';
import { team } from './team.decider.js';
import { membersOn } from './team.state.js';
import {
  after,
  an,
  appoint,
  appointed,
  april,
  binh,
  changeRole,
  chi,
  consolidate,
  decision,
  dissolve,
  establish,
  established,
  february,
  history,
  january,
  march,
  membershipRestated,
  release,
  restated,
  span,
  today,
} from './testing/index.js';

const { given } = specify(team);
describe('a team (T2)', () => {
  it('is established without a leader, and shows as lacking one', () => {
    given()
      .when(establish())
      .then([established, restated('established', [], [span()]), restated('leaderless', [], [span()])]);
  });

  it('is consolidated, more than once, and too late for a policy that set a day', () => {
    given(...history(establish()))
      .when(consolidate(march))
      .then([
        { type: 'team-organisation.team-consolidated', data: { decision, on: march } },
        restated('consolidated', [], [span(march)]),
      ]);
    expect(history(establish(), consolidate(march), consolidate(april, { number: '13/QĐ-UBND' })).at(-1)?.type).toBe(
      'team-organisation.team-consolidated',
    );
  });

  it('is consolidated on time up to the very day the policy sets (BG 2.9a)', () => {
    const consolidatedOn = (on: string) =>
      after(establish({ on: '2023-06-01' as LocalDate }), consolidate(on as LocalDate)).said.get(
        'consolidated-on-time',
      );
    expect(consolidatedOn('2023-08-31')).toEqual([span('2023-08-31' as LocalDate)]);
    expect(consolidatedOn('2023-09-01')).toBeUndefined();
  });

  it('ends with all its memberships when it is dissolved', () => {
    given(...history(establish(), appoint(an, 'leader')))
      .when(dissolve(april))
      .then([
        { type: 'team-organisation.team-dissolved', data: { decision, on: april } },
        restated('established', [span()], [span(january, april)]),
        membershipRestated(an, [span()], [span(january, april)]),
      ]);
  });

  it('is compliant while every required post is filled, by the stand-in of a post that ended as well (T3)', () => {
    const posts = [
      appoint(an, 'leader', january, 'head-of-residential-group'),
      appoint(binh, 'deputy', january, 'grassroots-security-team-member'),
      appoint(chi, 'standing-deputy', february, 'village-youth-union-secretary'),
    ];
    // The security team takes over from the village police on 2024-07-01 only.
    expect(after(establish(), ...posts).said.get('compliant')).toEqual([span('2024-07-01' as LocalDate)]);
    const police = [release(binh, february), appoint(binh, 'deputy', february, 'village-police-officer')];
    expect(after(establish(), ...posts, ...police).said.get('compliant')).toEqual([span(february)]);
    expect(after(establish(), ...posts, ...police, release(an)).said.get('compliant')).toEqual([span(february, march)]);
  });
});

describe('the members of a team (T4)', () => {
  it('are appointed: the first leader ends the lack of one', () => {
    given(...history(establish()))
      .when(appoint(an, 'leader', february))
      .then([
        appointed(an, 'leader', february),
        restated('leaderless', [span()], [span(january, february)]),
        membershipRestated(an, [], [span(february)]),
      ]);
  });

  it('change role, and are released; a release told late takes back what no longer holds', () => {
    const led = history(establish(), appoint(an, 'leader'), changeRole(an, 'deputy', april));
    expect(fold(team, led).said.get('leaderless')).toEqual([span(april)]);
    given(...led)
      .when(release(an, february))
      .then([
        { type: 'team-organisation.member-released', data: { member: an, reason: 'own-wish', on: february } },
        restated('leaderless', [span(april)], [span(february)]),
        membershipRestated(an, [span()], [span(january, february)]),
      ]);
  });

  it('go on without a gap when another organisation sends them', () => {
    const state = after(
      establish(),
      appoint(an),
      release(an, march),
      appoint(an, 'member', march, 'teacher', 'school'),
    );
    expect(state.saidOfMembers.get(an)).toEqual(
      new Map([
        ['village', [span(january, march)]],
        ['school', [span(march)]],
      ]),
    );
    expect(membersOn(state, march)).toEqual([
      { member: an, role: 'member', position: 'teacher', organisation: 'school', since: march },
    ]);
  });

  it('were never in it when they are released the day they were appointed', () => {
    const state = after(establish(), appoint(an), release(an, january));
    expect(state.saidOfMembers.get(an)?.get('village')).toEqual([]);
    expect(membersOn(after(establish(), appoint(an), release(an, january), appoint(an)), today)).toHaveLength(1);
  });

  it('hand over the lead in one command, which says each change once', () => {
    const events = history(establish(), appoint(an, 'leader'));
    const handOver: TeamCommands = {
      type: 'together',
      commands: [appoint(binh, 'leader', march), release(an, march)],
    };
    given(...events)
      .when(handOver)
      .then([
        appointed(binh, 'leader', march),
        { type: 'team-organisation.member-released', data: { member: an, reason: 'own-wish', on: march } },
        membershipRestated(an, [span()], [span(january, march)]),
        membershipRestated(binh, [], [span(march)]),
      ]);
  });
});
