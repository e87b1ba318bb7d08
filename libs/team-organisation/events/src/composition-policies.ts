import { localDate, type LocalDate } from '@tung-nha/kernel';
import { z } from 'zod';
import { type Position, positions } from './positions.js';
import type { TeamRole } from './team-role.js';
import type { Level } from './unit-register.events.js';

export const compositionPolicyId = z.enum(['bg-2023', 'bs-2022']);
export type CompositionPolicyId = z.infer<typeof compositionPolicyId>;

/** Who should be in a team of `level` (T3): `atLeast` members in one of `positions`, in the role where one is named. */
export interface CompositionClause {
  /** A breach of `required` is non-compliance, of `recommended` a warning; `eligible-from` is a pool, never a breach. */
  readonly kind: 'required' | 'recommended' | 'eligible-from';
  readonly level: Level;
  readonly role: TeamRole | null;
  readonly positions: readonly Position[];
  readonly atLeast: number;
}

/** What a province or district asks of its teams. Versioned data: a new letter is a new entry (T3). */
export interface CompositionPolicy {
  readonly id: CompositionPolicyId;
  readonly version: number;
  readonly name: { readonly vi: string; readonly en: string };
  /** Holds in this unit's territory, under whatever map: named by the code it bore on a day. */
  readonly unit: { readonly level: Level; readonly code: string; readonly on: LocalDate };
  readonly from: LocalDate;
  /** The first day on which it no longer holds; `null` while in force. */
  readonly to: LocalDate | null;
  /** `teams.required`: so many teams for each unit of the level in force on the day. */
  readonly teamsPerUnit: readonly { readonly level: Level; readonly teams: number }[];
  /** The last day on which a consolidation is in time, where the policy sets one (BG 2.9a). */
  readonly consolidateBy: LocalDate | null;
  /** A team without recorded activity for more days than this is dormant (T9). */
  readonly dormantAfterDays: number;
  readonly clauses: readonly CompositionClause[];
}

const clauses = (level: Level, kind: CompositionClause['kind']) => ({
  as: (role: TeamRole, ...positions: Position[]): CompositionClause => ({ kind, level, role, positions, atLeast: 1 }),
  with: (atLeast: number, ...positions: Position[]): CompositionClause => ({
    kind,
    level,
    role: null,
    positions,
    atLeast,
  }),
});

/** The day of the first list of units, before which no code is known. */
const listed = localDate.parse('2023-04-10');
const dormantAfterDays = 30;

const bgPool: readonly Position[] = [
  'mass-organisation-official',
  'womens-union-official',
  'farmers-association-official',
  'teacher',
  'informatics-teacher',
  'post-staff',
  'telecom-staff',
  'bank-staff',
  'citizen',
];
/** Whom the letter names for a village; "at least two more people" are any others. */
const bsVillagePosts: readonly Position[] = [
  'head-of-village',
  'head-of-residential-group',
  'village-party-cell-secretary',
  'village-youth-union-secretary',
  'womens-union-official',
  'farmers-association-official',
];
const bgCommune = clauses('commune', 'required');
const bgVillage = clauses('village', 'required');
const bsDistrict = clauses('district', 'required');
const bsDistrictMay = clauses('district', 'recommended');
const bsCommune = clauses('commune', 'required');
const bsCommuneMay = clauses('commune', 'recommended');
const bsVillageMay = clauses('village', 'recommended');

/** The policies of both source documents (T3). */
export const compositionPolicies: readonly CompositionPolicy[] = [
  {
    id: 'bg-2023',
    version: 1,
    name: { vi: 'Chỉ thị của Chủ tịch UBND tỉnh Bắc Giang, 2023', en: 'Directive of Bắc Giang province, 2023' },
    unit: { level: 'province', code: '24', on: listed },
    from: localDate.parse('2023-01-01'),
    to: null,
    teamsPerUnit: [
      { level: 'commune', teams: 1 },
      { level: 'village', teams: 1 },
    ],
    consolidateBy: localDate.parse('2023-08-31'),
    dormantAfterDays,
    clauses: [
      bgCommune.as('leader', 'commune-chair'),
      bgCommune.as('deputy', 'head-of-commune-police'),
      bgCommune.as('deputy', 'commune-youth-union-secretary'),
      clauses('commune', 'eligible-from').with(0, ...bgPool),
      bgVillage.as('leader', 'head-of-village', 'head-of-residential-group'),
      bgVillage.as('deputy', 'village-police-officer'),
      bgVillage.as('deputy', 'village-youth-union-secretary'),
      clauses('village', 'eligible-from').with(0, ...bgPool),
    ],
  },
  {
    id: 'bs-2022',
    version: 1,
    name: { vi: 'Công văn 2278/UBND-CNTT huyện Bình Sơn, 2022', en: 'Letter 2278 of Bình Sơn district, 2022' },
    unit: { level: 'district', code: '524', on: listed },
    from: localDate.parse('2022-08-08'),
    to: null,
    teamsPerUnit: [
      { level: 'district', teams: 1 },
      { level: 'commune', teams: 1 },
    ],
    consolidateBy: null,
    dormantAfterDays,
    clauses: [
      bsDistrict.as('leader', 'head-of-culture-information'),
      bsDistrict.as('standing-deputy', 'district-youth-union-secretary'),
      bsDistrictMay.with(1, 'district-office-staff'),
      bsDistrictMay.with(1, 'organisation-and-home-affairs-staff'),
      bsDistrictMay.with(1, 'education-staff'),
      bsDistrictMay.with(1, 'health-staff'),
      bsDistrictMay.with(1, 'finance-planning-staff'),
      bsDistrictMay.with(2, 'informatics-teacher'),
      bsCommune.as('leader', 'commune-chair', 'commune-vice-chair'),
      bsCommune.as('standing-deputy', 'commune-youth-union-secretary'),
      bsCommuneMay.with(1, 'culture-society-official'),
      bsCommuneMay.with(1, 'office-statistics-official'),
      bsCommuneMay.with(1, 'womens-union-official'),
      bsCommuneMay.with(1, 'farmers-association-official'),
      bsCommuneMay.with(2, 'informatics-teacher'),
      bsVillageMay.as('leader', 'head-of-village', 'head-of-residential-group', 'village-party-cell-secretary'),
      bsVillageMay.as('deputy', 'village-youth-union-secretary'),
      bsVillageMay.with(1, 'womens-union-official'),
      bsVillageMay.with(1, 'farmers-association-official'),
      bsVillageMay.with(2, ...positions.filter((one) => !bsVillagePosts.includes(one))),
    ],
  },
];
