import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, type LocalDate, type SubjectRef, unitId } from '@tung-nha/kernel';
import {
  compositionPolicies,
  type CompositionPolicy,
  sendingOrganisations,
  teamStandings,
  type UnitInterval,
} from '@tung-nha/team-organisation-events';
import fc from 'fast-check';
import type { MemberWord } from './team.state.js';
import { type TeamRecords, teamStandingsOf } from './team-standings.js';

// The calendar runs over the day a policy's version changes, over its limit for consolidations, and over the day on
// which the grassroots security team takes over from the village police.
const first = localDate.parse('2024-06-24');
const calendar = Array.from({ length: 14 }, (_, index) => addDays(first, index));
const anyDay = fc.constantFrom(...calendar);
const bg = compositionPolicies.find(({ id }) => id === 'bg-2023')!;
const policies: readonly CompositionPolicy[] = [
  { ...bg, from: calendar[1]!, to: calendar[10]!, consolidateBy: calendar[4]! },
  // A newer letter asks for a leader alone.
  {
    ...bg,
    version: 2,
    from: calendar[6]!,
    to: null,
    consolidateBy: null,
    clauses: bg.clauses.filter(({ role }) => role === 'leader'),
  },
];

const anyRole = fc.constantFrom('leader' as const, 'standing-deputy' as const, 'deputy' as const, 'member' as const);
const anyWord: fc.Arbitrary<MemberWord> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('appointed' as const),
      on: anyDay,
      role: anyRole,
      position: fc.constantFrom(
        'head-of-village' as const,
        'head-of-residential-group' as const,
        'village-police-officer' as const,
        'grassroots-security-team-member' as const,
        'village-youth-union-secretary' as const,
        'teacher' as const,
      ),
      organisation: fc.constantFrom('village' as const, 'police' as const, 'school' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('role-changed' as const), on: anyDay, role: anyRole }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('released' as const),
      on: anyDay,
      reason: fc.constant('own-wish' as const),
    }),
  },
);
/** Filled as the policy asks, so that compliance is met often enough to prove something. */
const post = (
  role: 'leader' | 'deputy',
  position: 'head-of-village' | 'village-police-officer' | 'village-youth-union-secretary',
) => anyDay.map((on): MemberWord => ({ kind: 'appointed', on, role, position, organisation: 'village' }));
const anyRecords: fc.Arbitrary<TeamRecords> = fc.record({
  unit: fc.constant(unitId.parse('thon-a')),
  level: fc.constantFrom('village' as const, 'village' as const, 'commune' as const),
  policy: fc.constantFrom('bg-2023' as const, 'bg-2023' as const, 'bs-2022' as const, null),
  establishedOn: fc.constantFrom(...calendar.slice(0, 3)),
  dissolvedOn: fc.option(anyDay),
  consolidatedOn: fc.array(anyDay, { maxLength: 2 }),
  members: fc
    .tuple(
      fc.tuple(post('leader', 'head-of-village'), fc.array(anyWord, { maxLength: 2 })),
      fc.tuple(post('deputy', 'village-police-officer'), fc.array(anyWord, { maxLength: 2 })),
      fc.tuple(post('deputy', 'village-youth-union-secretary'), fc.array(anyWord, { maxLength: 1 })),
      fc.array(anyWord, { maxLength: 4 }),
    )
    .map(
      ([an, binh, chi, dung]) =>
        new Map<SubjectRef, readonly MemberWord[]>([
          ['an' as SubjectRef, [an[0], ...an[1]]],
          ['binh' as SubjectRef, [binh[0], ...binh[1]]],
          ['chi' as SubjectRef, [chi[0], ...chi[1]]],
          ['dung' as SubjectRef, dung],
        ]),
    ),
});

describe('standings of a team, against a recount day by day (P1)', () => {
  it('of the team', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(anyRecords, (records) => {
        const worked = teamStandingsOf(records, policies).team;
        const recounted = calendar.map((day) => recountOn(day, records));
        for (const standing of teamStandings) {
          const intervals = worked.get(standing) ?? [];
          if (intervals.length > 0) met.set(standing, (met.get(standing) ?? 0) + 1);
          expect([standing, calendar.map((day) => holdsOn(day, intervals))]).toEqual([
            standing,
            recounted.map((facts) => facts[standing]),
          ]);
        }
      }),
      { numRuns: 600, seed: 24 },
    );
    for (const standing of teamStandings) expect([standing, (met.get(standing) ?? 0) > 50]).toEqual([standing, true]);
  });

  it('of each membership', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const worked = teamStandingsOf(records, policies).memberships;
        for (const member of records.members.keys())
          for (const organisation of sendingOrganisations) {
            const intervals = worked.get(member)?.get(organisation) ?? [];
            expect(calendar.map((day) => holdsOn(day, intervals))).toEqual(
              calendar.map((day) => peopleOn(day, records).get(member)?.organisation === organisation),
            );
          }
      }),
      { seed: 25 },
    );
  });

  it('has one way to say the same, so that equal standings are never restated', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const { team, memberships } = teamStandingsOf(records, policies);
        for (const intervals of [...team.values(), ...[...memberships.values()].flatMap((of) => [...of.values()])])
          intervals.forEach(({ from, to }, index) => {
            expect(to === null || from < to).toBe(true);
            const next = intervals[index + 1];
            if (next) expect(to !== null && to < next.from).toBe(true);
          });
      }),
      { seed: 26 },
    );
  });
});

const holdsOn = (day: LocalDate, intervals: readonly UnitInterval[]) =>
  intervals.some(({ from, to }) => from <= day && !(to && to <= day));

// What follows walks the calendar and shares no code with what it checks.

interface Person {
  role: string;
  position: string;
  organisation: string;
}

function peopleOn(day: LocalDate, { members, establishedOn, dissolvedOn }: TeamRecords): Map<SubjectRef, Person> {
  const people = new Map<SubjectRef, Person>();
  if (day < establishedOn || (dissolvedOn && dissolvedOn <= day)) return people;
  for (const [member, words] of members)
    for (const date of calendar)
      for (const word of words) {
        if (date > day || word.on !== date) continue;
        if (word.kind === 'released') people.delete(member);
        else if (word.kind === 'appointed') people.set(member, { ...word });
        else if (people.has(member)) people.get(member)!.role = word.role;
      }
  return people;
}

function recountOn(day: LocalDate, records: TeamRecords): Record<string, boolean> {
  const { level, policy, establishedOn, dissolvedOn, consolidatedOn } = records;
  const exists = establishedOn <= day && !(dissolvedOn && dissolvedOn <= day);
  const people = [...peopleOn(day, records).values()];
  const any = (roles: string[], ...positions: string[]) =>
    people.some(({ role, position }) => roles.includes(role) && positions.includes(position));
  const led = people.some(({ role }) => role === 'leader');
  const done = consolidatedOn.filter((on) => on >= establishedOn && on <= day);
  const deputies = ['deputy', 'standing-deputy'];
  const police = ['village-police-officer', ...(day >= '2024-07-01' ? ['grassroots-security-team-member'] : [])];
  const head = any(['leader'], 'head-of-village', 'head-of-residential-group');
  const full = head && any(deputies, ...police) && any(deputies, 'village-youth-union-secretary');
  const edition = day >= calendar[6]! ? 2 : day >= calendar[1]! ? 1 : 0;
  const complies = policy === 'bg-2023' && level === 'village' && (edition === 2 ? head : edition === 1 && full);
  return {
    established: exists,
    leaderless: exists && !led,
    consolidated: exists && done.length > 0,
    'consolidated-on-time':
      exists && policy === 'bg-2023' && done.some((on) => on >= calendar[1]! && on <= calendar[4]!),
    compliant: exists && complies,
  };
}
