import { describe, expect, it } from '@jest/globals';
import { commandIdOf, deriveId, idempotencyKey, subjectRef } from './ids.js';

describe('derived ids (X6)', () => {
  it('are the same for the same parts, and never run two parts together', () => {
    expect(deriveId('a', 'b')).toBe(deriveId('a', 'b'));
    expect(deriveId('a', 'b')).not.toBe(deriveId('ab', ''));
  });

  it('keep the keys of two actors apart', () => {
    const [an, binh] = ['an', 'binh'].map((name) => subjectRef.parse(name));
    expect(commandIdOf(an!, 'key-1')).not.toBe(commandIdOf(binh!, 'key-1'));
  });

  it.each(['', 'a b', 'ế', 'x'.repeat(129)])('takes no key like %p', (key) => {
    expect(idempotencyKey.safeParse(key).success).toBe(false);
  });
});
