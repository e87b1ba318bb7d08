import { describe, expect, it } from '@jest/globals';
import { DomainError, fold, type LocalDate, unitId } from '@tung-nha/kernel';
import { askTwice, specify } from '@tung-nha/kernel/testing';
import type { TeamEvent } from '@tung-nha/team-organisation-events';
import fc from 'fast-check';
import type { TeamCommand, TeamCommands, TeamRule } from './team.commands.js';
import { team } from './team.decider.js';
import { membersOn, type TeamState } from './team.state.js';
import {
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
  dung,
  establish,
  established,
  february,
  january,
  march,
  membershipRestated,
  release,
  restated,
  span,
  today,
  tomorrow,
} from './testing/index.js';

const { given } = specify(team);
const after = (...commands: readonly TeamCommands[]): TeamState =>
  commands.reduce((state, command) => fold(team, team.decide(command, state), state), team.initialState);
const history = (...commands: readonly TeamCommands[]): TeamEvent[] => {
  const events: TeamEvent[] = [];
  for (const command of commands) events.push(...team.decide(command, fold(team, events)));
  return events;
};

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

const anyDay = fc.constantFrom(january, february, march, april);
const anyMember = fc.constantFrom(an, binh, chi);
const anyRole = fc.constantFrom('leader' as const, 'deputy' as const, 'member' as const);
const anySingle: fc.Arbitrary<TeamCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(establish()) },
  { weight: 1, arbitrary: fc.constant(establish({ on: february })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyDay, fc.constantFrom('1/QĐ-UBND', '2/QĐ-UBND'))
      .map(([on, number]) => consolidate(on, { number })),
  },
  { weight: 1, arbitrary: fc.constantFrom(dissolve(april), dissolve(march)) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(anyMember, anyRole, anyDay, fc.constantFrom('village' as const, 'school' as const))
      .map(([member, role, on, organisation]) => appoint(member, role, on, 'citizen', organisation)),
  },
  { weight: 3, arbitrary: fc.tuple(anyMember, anyRole, anyDay).map((of) => changeRole(...of)) },
  { weight: 3, arbitrary: fc.tuple(anyMember, anyDay).map((of) => release(...of)) },
);
const anyCommand: fc.Arbitrary<TeamCommands> = fc.oneof(
  { weight: 4, arbitrary: anySingle },
  {
    weight: 1,
    arbitrary: fc
      .array(anySingle, { minLength: 1, maxLength: 4 })
      .map((commands) => ({ type: 'together' as const, commands })),
  },
);

describe('what holds of every history', () => {
  it('says nothing when asked twice (X6)', () => askTwice(team, anyCommand));

  it('has at most one leader on any day, and ends each restatement where the next begins', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 25, size: 'max' }), (commands) => {
        let state = team.initialState;
        for (const command of commands) {
          const events = unlessRefused(() => team.decide(command, state));
          for (const event of events)
            if (event.type === 'team-organisation.team-standing-restated')
              expect(event.data.was).toEqual(state.said.get(event.data.standing) ?? []);
            else if (event.type === 'team-organisation.membership-restated')
              expect(event.data.was).toEqual(
                state.saidOfMembers.get(event.data.member)?.get(event.data.organisation) ?? [],
              );
          const restatements = events.flatMap(({ type, data }) =>
            'standing' in data
              ? [data.standing]
              : type.endsWith('membership-restated') && 'member' in data && 'organisation' in data
                ? [`${data.member} ${data.organisation}`]
                : [],
          );
          expect(new Set(restatements).size).toBe(restatements.length);
          state = fold(team, events, state);
          for (const day of [january, february, march, april, today])
            expect(membersOn(state, day).filter(({ role }) => role === 'leader').length).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 4 },
    );
  });
});

function unlessRefused(decide: () => readonly TeamEvent[]): readonly TeamEvent[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
