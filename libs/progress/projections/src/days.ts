import { dayFromNumber, dayNumber, type LocalDate, recordedOn, type Envelope } from '@tung-nha/kernel';

const numbers = new Map<string, number>();
const recorded = new Map<string, LocalDate>();

/** Rows keep days in 16 bits: 1970-01-01 to 2149-06-06; an earlier one counts as the first, a later one as the last. */
export const LAST_DAY = 65_535;

/** Days and hours of events repeat by the million: each is worked out once. Some 30,000 of them in three years. */
export function dayNumberOf(day: LocalDate): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.min(LAST_DAY, Math.max(0, dayNumber(day)));
  numbers.set(day, number);
  return number;
}

const days: LocalDate[] = [];

/** Of a number that rows keep. */
export function dayOfNumber(number: number): LocalDate {
  return (days[number] ??= dayFromNumber(number));
}

/** `recordedOn`: the offset of Vietnam is whole hours, so a day is told by the hour. */
export function recordedDayOf(envelope: Pick<Envelope, 'recordedtime'>): LocalDate {
  const hour = envelope.recordedtime.slice(0, 13);
  const known = recorded.get(hour);
  if (known !== undefined) return known;
  const day = recordedOn(envelope as Envelope);
  recorded.set(hour, day);
  return day;
}
