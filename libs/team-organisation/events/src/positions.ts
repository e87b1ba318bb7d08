import { localDate, type LocalDate } from '@tung-nha/kernel';
import { z } from 'zod';

/** The posts that composition policies speak of (T3), as codes. `other` is a post that none of them names. */
export const positions = [
  'commune-chair',
  'commune-vice-chair',
  'head-of-commune-police',
  'commune-youth-union-secretary',
  'head-of-village',
  'head-of-residential-group',
  'village-party-cell-secretary',
  'village-police-officer',
  'grassroots-security-team-member',
  'village-youth-union-secretary',
  'head-of-culture-information',
  'district-youth-union-secretary',
  'district-office-staff',
  'organisation-and-home-affairs-staff',
  'education-staff',
  'health-staff',
  'finance-planning-staff',
  'culture-society-official',
  'office-statistics-official',
  'mass-organisation-official',
  'womens-union-official',
  'farmers-association-official',
  'youth-union-member',
  'informatics-teacher',
  'teacher',
  'post-staff',
  'telecom-staff',
  'bank-staff',
  'citizen',
  'other',
] as const;
export const position = z.enum(positions);
export type Position = z.infer<typeof position>;

/** Who sends a member (T4); `members.by-organisation` counts by it. */
export const sendingOrganisations = [
  'commune-committee',
  'police',
  'youth-union',
  'womens-union',
  'farmers-association',
  'veterans-association',
  'fatherland-front',
  'school',
  'post',
  'telecom',
  'bank',
  'enterprise',
  'village',
  'none',
] as const;
export const sendingOrganisation = z.enum(sendingOrganisations);
export type SendingOrganisation = z.infer<typeof sendingOrganisation>;

/** From a day on, who holds `stand-in` counts as holding `position`. */
export interface PositionEquivalent {
  readonly position: Position;
  readonly standIn: Position;
  readonly from: LocalDate;
}

/**
 * The post of village police officer ended on 2024-07-01 (law 30/2023/QH15); the grassroots security team took over.
 * In a residential group the head of the group is what the head of village is in a village.
 */
export const positionEquivalents: readonly PositionEquivalent[] = [
  {
    position: 'village-police-officer',
    standIn: 'grassroots-security-team-member',
    from: localDate.parse('2024-07-01'),
  },
];
