import type { Day } from './api-types';
import { daysAfter, firstOfYear, monthsAfter } from './format';

/** Days that are asked for again and again, relative to another. */
export type UsualDay = 'month-end' | 'quarter-end' | 'year-end' | 'year-ago';

const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;

function firstOfQuarter(day: Day): Day {
  const monthsIn = (Number(day.slice(5, 7)) - 1) % 3;
  return monthsAfter(firstOfMonth(day), -monthsIn);
}

/** The last day of the month, quarter or year before that of `day`; or the same day a year before. */
export function usualDay(name: UsualDay, day: Day): Day {
  switch (name) {
    case 'month-end':
      return daysAfter(firstOfMonth(day), -1);
    case 'quarter-end':
      return daysAfter(firstOfQuarter(day), -1);
    case 'year-end':
      return daysAfter(firstOfYear(day), -1);
    case 'year-ago':
      return monthsAfter(day, -12);
  }
}

const halvesOf = (year: number): Day[] => [`${year}-06-30`, `${year}-12-31`];

/** The ends of the last half years that are over, the latest first; none before `first`. */
export function halfYearEnds(today: Day, first: Day, most = 3): Day[] {
  const year = Number(today.slice(0, 4));
  return [year - 2, year - 1, year]
    .flatMap(halvesOf)
    .filter((day) => first <= day && day < today)
    .slice(-most)
    .reverse();
}

export const sinces = ['30-days', 'month-end', 'quarter-end', 'year-end', 'year-ago'] as const;
export type Since = (typeof sinces)[number];

/** What the numbers are compared with: the choice moves along with the day that is read. */
export const sinceAsked = (query: URLSearchParams): Since =>
  sinces.find((known) => known === query.get('since')) ?? '30-days';

export const sinceDay = (since: Since, on: Day): Day =>
  since === '30-days' ? daysAfter(on, -30) : usualDay(since, on);
