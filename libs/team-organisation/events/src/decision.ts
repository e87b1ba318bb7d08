import { localDate, unitId } from '@tung-nha/kernel';
import { z } from 'zod';

/** Who signs, as a code: the office, never the person (X3). */
export const office = z.enum([
  'national-assembly',
  'national-assembly-standing-committee',
  'government',
  'ministry',
  'province-council',
  'province-committee',
  'province-chair',
  'province-department',
  'district-committee',
  'district-chair',
  'commune-committee',
  'commune-chair',
  'statistics-office',
]);
export type Office = z.infer<typeof office>;

/** Thể thức ký: own right, TM. (on behalf of the body), KT. (for the chair), TL. (by order), TUQ. (by authorisation). */
export const signingCapacity = z.enum(['own-right', 'on-behalf', 'for-the-chair', 'by-order', 'by-authorisation']);
export type SigningCapacity = z.infer<typeof signingCapacity>;

/** `1658/NQ-UBTVQH15`, or up to four of them joined by `; `. Numbers and signs only: no place for a sentence. */
export const decisionNumber = z
  .string()
  .regex(
    /^[\d]{1,6}[\p{L}]?\/[\p{L}\d/-]{1,40}(; \d{1,6}[\p{L}]?\/[\p{L}\d/-]{1,40}){0,3}$/u,
    'must read as 12/QĐ-UBND',
  );

/** The legal act behind a change. What the source does not say is `null`, and is listed as unknown (T1). */
export const decision = z.strictObject({
  number: decisionNumber.nullable(),
  date: localDate.nullable(),
  office: office.nullable(),
  capacity: signingCapacity.nullable(),
  issuingUnit: unitId.nullable(),
});
export type Decision = z.infer<typeof decision>;
