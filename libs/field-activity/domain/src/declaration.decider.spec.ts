import { describe, expect, it } from '@jest/globals';
import { DomainError, fold, localDate, type LocalDate } from '@tung-nha/kernel';
import { askTwice } from '@tung-nha/kernel/testing';
import fc from 'fast-check';
import { declaration } from './index.js';
import { february, january, langA, march, today } from './testing/household.examples.js';

describe('a declared count', () => {
  const declare = (on: LocalDate, households: number) =>
    ({ type: 'declare-households', unit: langA, year: 2_024, on, households, today }) as const;

  it('counts for its year; the latest declaration stands, in whatever order they come', () => {
    const past = declaration.decide(declare(march, 300), declaration.initialState);
    const later = declaration.decide(declare(february, 200), fold(declaration, past));
    expect(later.map(({ type }) => type)).toEqual(['field-activity.households-declared']);
    expect(fold(declaration, [...past, ...later]).said).toEqual({
      unit: langA,
      from: '2024-01-01',
      to: '2025-01-01',
      households: 300,
    });
    expect(() => declaration.decide(declare(localDate.parse('2023-05-01'), 1), fold(declaration, past))).toThrow(
      DomainError,
    );
  });

  it('says nothing when asked twice (X6)', () => {
    askTwice(
      declaration,
      fc.tuple(fc.constantFrom(january, february, march), fc.nat(3)).map(([on, households]) => declare(on, households)),
    );
  });
});
