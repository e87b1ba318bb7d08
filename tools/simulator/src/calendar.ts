import { addDays, dayNumber, type LocalDate } from '@tung-nha/kernel';
import type { Chance } from './random.js';

export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** When many go from door to door, by month and day: before the day of 10/10, in the youth month, after the harvest. */
const campaigns = [
  { begin: '09-18', days: 22, weight: 0.5 },
  { begin: '03-01', days: 30, weight: 0.3 },
  { begin: '06-10', days: 20, weight: 0.2 },
] as const;
const IN_A_CAMPAIGN = 0.4;
/** A campaign draws visits from so many days before and after it. */
const REACH_DAYS = 50;

/** The day itself, or a near one within a campaign. */
export function drawnToCampaign(chance: Chance, on: LocalDate): LocalDate {
  if (!chance.happens(IN_A_CAMPAIGN)) return on;
  for (const { begin, days, weight } of campaigns) {
    const first = `${on.slice(0, 4)}-${begin}` as LocalDate;
    const distance = dayNumber(first) - dayNumber(on);
    if (Math.abs(distance) <= REACH_DAYS && chance.happens(weight + 0.4)) return addDays(first, chance.below(days));
  }
  return on;
}

/** Days until the next visit: around the mean, in waves. */
export const gap = (chance: Chance, mean: number) => Math.max(3, Math.round(mean * (0.25 + 1.5 * chance.next())));

/** Most records come the same day, some when the phone finds a network, a few after months in a drawer. */
export function delayOf(chance: Chance): number {
  const luck = chance.next();
  if (luck < 0.74) return 0;
  if (luck < 0.9) return 1 + chance.below(5);
  return luck < 0.98 ? 6 + chance.below(35) : 41 + chance.below(80);
}

/** A day of the span, none where it has no room. */
export function dayWithin(chance: Chance, { from, to }: Span): LocalDate | undefined {
  const room = dayNumber(to) - dayNumber(from);
  return room < 1 ? undefined : addDays(from, chance.below(room));
}
