import { describe, expect, it } from '@jest/globals';
import type { Figure } from './api-types';
import { classOf, householdRows, ranksOf, ratioOf, shareIn } from './figures';

const figure = (id: string, more: Partial<Figure> = {}): Figure => ({
  id,
  name: { vi: id, en: id },
  kind: 'stock',
  unit: 'household',
  shareOf: 'households.total',
  ...more,
});

describe('figures on the page', () => {
  it('a share of nothing is not a share', () => {
    expect(ratioOf(3, 0)).toBeUndefined();
    expect(shareIn({ a: 3 }, figure('a', { shareOf: null }))).toBeUndefined();
    expect(shareIn({ a: 3, 'households.total': 12 }, figure('a'))).toBe(0.25);
  });

  it('the same share has the same shade, whatever is shown: breaks at 2, 4, 6 and 8 of 10', () => {
    const shares = [0, 0.1999, 0.2, 0.3999, 0.4, 0.6, 0.8, 1];
    expect(shares.map((share) => classOf(share, false))).toEqual([1, 1, 2, 2, 3, 4, 5, 5]);
  });

  it('trouble is light only where there is none of it', () => {
    expect([0, 0.001, 0.05, 0.1, 0.2, 0.9].map((share) => classOf(share, true))).toEqual([1, 2, 3, 4, 5, 5]);
  });

  it('ranks by share, the least trouble first, and equals alike', () => {
    const standings = new Map([
      ['low', { n: 10, base: 100, share: 0.1 }],
      ['high', { n: 3, base: 6, share: 0.5 }],
      ['same', { n: 1, base: 2, share: 0.5 }],
      ['empty', { n: 0, base: 0, share: undefined }],
    ]);
    expect([...ranksOf(standings, figure('a'))]).toEqual([
      ['low', 3],
      ['high', 1],
      ['same', 1],
    ]);
    expect(ranksOf(standings, figure('a', { trouble: true })).get('low')).toBe(1);
  });

  it('rows of households pair what is proficient with what is guided, and show nothing that is not there', () => {
    const rows = householdRows([
      figure('households.visited'),
      figure('households.skill.1.guided'),
      figure('households.skill.1.proficient'),
      figure('households.all-skills.guided'),
      figure('citizens.vneid', { shareOf: 'citizens.eligible' }),
    ]);
    expect([...rows.keys()]).toEqual(['first', 'skills']);
    expect(rows.get('skills')!.map(({ figure, guided }) => [figure.id, guided?.id])).toEqual([
      ['households.skill.1.proficient', 'households.skill.1.guided'],
      ['households.all-skills.guided', undefined],
    ]);
  });
});
