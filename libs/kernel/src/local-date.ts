import { z } from 'zod';

/** A day in Asia/Ho_Chi_Minh as `YYYY-MM-DD`. Text order is time order: compare days with `<`. */
export const localDate = z.iso.date().brand<'LocalDate'>();
export type LocalDate = z.infer<typeof localDate>;

/** A moment, RFC 3339 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

/** Vietnam has had no daylight saving since 1975, and one offset. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day in Asia/Ho_Chi_Minh that a moment falls on. */
export function dayOf(moment: Instant): LocalDate {
  return new Date(Date.parse(moment) + OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

/** The moment a day begins in Asia/Ho_Chi_Minh, with its offset (RFC 3339). */
export const startOf = (day: LocalDate) => `${day}T00:00:00+07:00`;

/** `days` later, or earlier when negative. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

/** Whole days from 1970-01-01: a day as a number, for columns. */
export const dayNumber = (day: LocalDate) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayFromNumber = (days: number) => new Date(days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
