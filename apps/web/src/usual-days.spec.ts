import { describe, expect, it } from '@jest/globals';
import { halfYearEnds, sinceAsked, sinceDay, usualDay } from './usual-days';

describe('days that are asked for again and again', () => {
  it.each([
    ['month-end', '2025-12-31', '2025-11-30'],
    ['month-end', '2024-03-01', '2024-02-29'],
    ['month-end', '2025-01-15', '2024-12-31'],
    ['quarter-end', '2025-12-31', '2025-09-30'],
    ['quarter-end', '2025-02-10', '2024-12-31'],
    ['quarter-end', '2025-04-01', '2025-03-31'],
    ['year-end', '2025-12-31', '2024-12-31'],
    ['year-ago', '2024-02-29', '2023-02-28'],
  ] as const)('%s of %s is %s', (name, day, usual) => {
    expect(usualDay(name, day)).toBe(usual);
  });

  it('half years are over, within what is recorded, and the latest come first', () => {
    expect(halfYearEnds('2025-12-31', '2023-04-10')).toEqual(['2025-06-30', '2024-12-31', '2024-06-30']);
    expect(halfYearEnds('2024-01-01', '2023-04-10')).toEqual(['2023-12-31', '2023-06-30']);
    expect(halfYearEnds('2023-06-30', '2023-04-10')).toEqual([]);
  });

  it('numbers are compared with 30 days ago, unless the address says otherwise', () => {
    const asked = (text: string) => sinceDay(sinceAsked(new URLSearchParams(text)), '2025-12-31');
    expect([asked(''), asked('since=month-end'), asked('since=nonsense')]).toEqual([
      '2025-12-01',
      '2025-11-30',
      '2025-12-01',
    ]);
  });
});
