import { describe, expect, it } from '@jest/globals';
import { localDate, type SubjectRef } from '@tung-nha/kernel';
import {
  compositionPolicies,
  type CompositionPolicyId,
  type Level,
  type Position,
  type TeamRole,
} from '@tung-nha/team-organisation-events';
import type { Membership } from './team.state.js';
import { verdictOn } from './team-verdict.js';

const day = localDate.parse('2024-01-01');
const policy = (id: CompositionPolicyId) => compositionPolicies.find((one) => one.id === id)!;
const clauses = (id: CompositionPolicyId, level: Level) =>
  policy(id)
    .clauses.filter((clause) => clause.level === level)
    .map(({ kind, role, positions, atLeast }) => `${kind}: ${role ?? atLeast} of ${positions.join('/')}`);

/** Word for word what DOMAIN T3 lists. */
describe('the composition policies of both source documents (T3)', () => {
  it('BG 2023: the three posts are required in communes and villages, the rest is a pool', () => {
    const pool =
      'eligible-from: 0 of mass-organisation-official/womens-union-official/farmers-association-official/teacher/informatics-teacher/post-staff/telecom-staff/bank-staff/citizen';
    expect(clauses('bg-2023', 'commune')).toEqual([
      'required: leader of commune-chair',
      'required: deputy of head-of-commune-police',
      'required: deputy of commune-youth-union-secretary',
      pool,
    ]);
    expect(clauses('bg-2023', 'village')).toEqual([
      'required: leader of head-of-village/head-of-residential-group',
      'required: deputy of village-police-officer',
      'required: deputy of village-youth-union-secretary',
      pool,
    ]);
    expect(clauses('bg-2023', 'district')).toEqual([]);
  });

  it('BS 2022: required above the village, in which everything is recommended', () => {
    expect(clauses('bs-2022', 'district')).toEqual([
      'required: leader of head-of-culture-information',
      'required: standing-deputy of district-youth-union-secretary',
      'recommended: 1 of district-office-staff',
      'recommended: 1 of organisation-and-home-affairs-staff',
      'recommended: 1 of education-staff',
      'recommended: 1 of health-staff',
      'recommended: 1 of finance-planning-staff',
      'recommended: 2 of informatics-teacher',
    ]);
    expect(clauses('bs-2022', 'commune')).toEqual([
      'required: leader of commune-chair/commune-vice-chair',
      'required: standing-deputy of commune-youth-union-secretary',
      'recommended: 1 of culture-society-official',
      'recommended: 1 of office-statistics-official',
      'recommended: 1 of womens-union-official',
      'recommended: 1 of farmers-association-official',
      'recommended: 2 of informatics-teacher',
    ]);
    const village = clauses('bs-2022', 'village');
    expect(village.slice(0, 4)).toEqual([
      'recommended: leader of head-of-village/head-of-residential-group/village-party-cell-secretary',
      'recommended: deputy of village-youth-union-secretary',
      'recommended: 1 of womens-union-official',
      'recommended: 1 of farmers-association-official',
    ]);
    expect(village.every((clause) => clause.startsWith('recommended'))).toBe(true);
  });

  it('counts one team per commune and village (BG), per district and commune (BS), and BG sets a day (P1)', () => {
    expect(policy('bg-2023')).toMatchObject({
      teamsPerUnit: [
        { level: 'commune', teams: 1 },
        { level: 'village', teams: 1 },
      ],
      consolidateBy: '2023-08-31',
      dormantAfterDays: 30,
    });
    expect(policy('bs-2022')).toMatchObject({
      teamsPerUnit: [
        { level: 'district', teams: 1 },
        { level: 'commune', teams: 1 },
      ],
      consolidateBy: null,
    });
  });
});

const person = (member: string, role: TeamRole, position: Position): Membership => ({
  member: member as SubjectRef,
  role,
  position,
  organisation: 'none',
  since: day,
});

describe('the verdict on a team (T3)', () => {
  const unmet = (policyId: CompositionPolicyId | null, level: Level, members: Membership[], on = day) =>
    verdictOn({ level, policy: policyId }, members, on)
      ?.clauses.filter(({ met }) => !met)
      .map(({ kind, role, positions, present, atLeast }) => [kind, role ?? positions[0], present, atLeast]);

  it('names what is unmet; a recommended clause is no breach, a pool never one', () => {
    const members = [person('an', 'leader', 'head-of-village'), person('binh', 'member', 'teacher')];
    expect(unmet('bg-2023', 'village', members)).toEqual([
      ['required', 'deputy', 0, 1],
      ['required', 'deputy', 0, 1],
    ]);
    expect(unmet('bs-2022', 'village', members)).toEqual([
      ['recommended', 'deputy', 0, 1],
      ['recommended', 'womens-union-official', 0, 1],
      ['recommended', 'farmers-association-official', 0, 1],
      ['recommended', 'commune-chair', 1, 2],
    ]);
    expect(verdictOn({ level: 'village', policy: 'bs-2022' }, members, day)?.compliant).toBe(true);
  });

  it('asks for the role with the post: the head of the village as a mere member leads nothing', () => {
    expect(unmet('bg-2023', 'village', [person('an', 'member', 'head-of-village')])).toHaveLength(3);
  });

  it('takes a standing deputy for a deputy, and no deputy for a standing one', () => {
    expect(unmet('bg-2023', 'commune', [person('an', 'standing-deputy', 'head-of-commune-police')])).toHaveLength(2);
    expect(unmet('bs-2022', 'commune', [person('an', 'deputy', 'commune-youth-union-secretary')])).toContainEqual([
      ...['required', 'standing-deputy'],
      ...[0, 1],
    ]);
  });

  it('takes the stand-in of a post that ended from the day it ended', () => {
    const members = [person('an', 'deputy', 'grassroots-security-team-member')];
    expect(unmet('bg-2023', 'village', members, localDate.parse('2024-06-30'))).toHaveLength(3);
    expect(unmet('bg-2023', 'village', members, localDate.parse('2024-07-01'))).toHaveLength(2);
  });

  it('is none where no policy is in force', () => {
    expect(unmet(null, 'village', [])).toBeUndefined();
    expect(unmet('bg-2023', 'village', [], localDate.parse('2022-12-31'))).toBeUndefined();
  });
});
