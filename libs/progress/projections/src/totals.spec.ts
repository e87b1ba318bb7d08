import { describe, expect, it } from '@jest/globals';
import { DORMANT, hasRecords, REQUIRED, SLOTS } from './totals.js';

const sumWith = (slot: number, n: number) => Int32Array.from({ length: SLOTS }, (_, at) => (at === slot ? n : 0));

describe('whether anything was recorded of a unit', () => {
  it('is not said of one in which a policy asks for teams, and nothing else is known', () => {
    expect(hasRecords(sumWith(REQUIRED, 155))).toBe(false);
    expect(hasRecords(new Int32Array(SLOTS))).toBe(false);
  });

  it('is said of one with a single household, or a team that sleeps', () => {
    expect(hasRecords(sumWith(0, 1))).toBe(true);
    expect(hasRecords(sumWith(DORMANT, 1))).toBe(true);
  });
});
