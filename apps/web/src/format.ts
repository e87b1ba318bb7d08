import type { Day } from './api-types';
import type { Language } from './spoken-language';

const locale = { vi: 'vi-VN', en: 'en-GB' } as const;
const zone = 'Asia/Ho_Chi_Minh';
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Numbers and days as an official page of the language writes them. */
export function formatsOf(language: Language) {
  const whole = new Intl.NumberFormat(locale[language]);
  const tenth = new Intl.NumberFormat(locale[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const conjunction = new Intl.ListFormat(locale[language]);
  const clock = new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const number = (n: number) => whole.format(n).replace('-', '−');
  return {
    number,
    signed: (n: number) => (n > 0 ? `+${number(n)}` : number(n)),
    /** A, B và C. */
    listed: (items: string[]) => conjunction.format(items),
    /** `ratio` of 1 as a share of a hundred, without its sign. */
    percentage: (ratio: number) => tenth.format(ratio * 100),
    percent: language === 'vi' ? '\u202f%' : '%',
    /** dd/mm/yyyy in both languages, as days are typed. What is not a day is shown as it stands. */
    day: (day: Day) => day.replace(isoDay, '$3/$2/$1'),
    moment(instant: string) {
      const date = new Date(instant);
      return Number.isNaN(date.getTime()) ? instant : clock.format(date);
    },
  };
}

const isoOf = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date)).toISOString();

/** The day a person typed as day/month/year, or nothing when the calendar has no such day. */
export function parsedDay(text: string): Day | undefined {
  const parts = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/.exec(text);
  if (!parts) return undefined;
  const [date, month, year] = parts.slice(1).map(Number) as [number, number, number];
  if (year < 1000 || month < 1 || month > 12 || date < 1 || date > 31) return undefined;
  const day = isoOf(year, month, date).slice(0, 10);
  return Number(day.slice(8)) === date ? day : undefined;
}

/** The same day of another month, or that month's last day where it has no such day. */
export function monthsAfter(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = Number(isoOf(year, month + months + 1, 0).slice(8, 10));
  return isoOf(year, month + months, Math.min(date, last)).slice(0, 10);
}

/** As words begin inside of a sentence. */
export const lowered = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

export const isDay = (text: string) => isoDay.test(text);
export const firstOfYear = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

export function daysAfter(day: Day, days: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return isoOf(year, month, date + days).slice(0, 10);
}
