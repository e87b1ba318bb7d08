import { describe, expect, it } from '@jest/globals';
import { fold } from '@tung-nha/kernel';
import { askTwice, unlessRefused } from '@tung-nha/kernel/testing';
import fc from 'fast-check';
import type { TeamCommand, TeamCommands } from './team.commands.js';
import { team } from './team.decider.js';
import { membersOn } from './team.state.js';
import {
  an,
  appoint,
  april,
  binh,
  changeRole,
  chi,
  consolidate,
  dissolve,
  establish,
  february,
  january,
  march,
  release,
  today,
} from './testing/index.js';

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
          const events = unlessRefused(() => team.decide(command, state)) ?? [];
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
