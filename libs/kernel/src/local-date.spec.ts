import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayFromNumber, dayNumber, dayOf, instant, localDate } from './local-date.js';

describe('days in Asia/Ho_Chi_Minh', () => {
  it.each([
    ['2024-12-31T16:59:59.999Z', '2024-12-31'],
    ['2024-12-31T17:00:00.000Z', '2025-01-01'],
  ])('%s falls on %s', (moment, day) => {
    expect(dayOf(instant.parse(moment))).toBe(day);
  });

  it.each(['2025-02-30', '2025-2-3', '20250203', '2025-02-03T00:00:00Z'])('%s is no day', (text) => {
    expect(localDate.safeParse(text).success).toBe(false);
  });

  it('counts days forth and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -400, max: 400 }), (number, days) => {
        expect(dayNumber(addDays(dayFromNumber(number), days))).toBe(number + days);
      }),
    );
  });
});
