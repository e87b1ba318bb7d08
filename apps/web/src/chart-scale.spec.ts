import { describe, expect, it } from '@jest/globals';
import { axisOf, monthPoints, shareAxis } from './chart-scale';
import { csvOf } from './sheet';

const name = { vi: '', en: '' };
const month = (to: string) => ({ from: `${to.slice(0, 8)}01`, to });
const series = (figures: Record<string, number[]>) => ({
  periods: ['2025-01-31', '2025-02-28', '2025-03-15'].map(month),
  figures: Object.entries(figures).map(([figure, total]) => ({ figure, total, own: [], children: [] })),
});

describe('months', () => {
  it('of a stock say what each added and its share; the last one is partial until its last day', () => {
    const points = monthPoints(series({ n: [2, 5, 4], all: [10, 10, 0] }), {
      id: 'n',
      name,
      kind: 'stock',
      shareOf: 'all',
    });
    expect(points.map(({ n, share, added, partial }) => [n, share, added, partial])).toEqual([
      [2, 0.2, 2, false],
      [5, 0.5, 3, false],
      [4, undefined, -1, true],
    ]);
  });

  it('of a flow are what was counted', () => {
    const points = monthPoints(series({ n: [2, 5, 4] }), { id: 'n', name, kind: 'flow' });
    expect(points.map(({ added }) => added)).toEqual([2, 5, 4]);
  });

  it('have round axes that hold every value, below zero too', () => {
    expect(axisOf([0, 173]).ticks).toEqual([0, 50, 100, 150, 200]);
    expect(axisOf([-3, 7])).toMatchObject({ least: -5, most: 10 });
    expect(axisOf([0]).most).toBeGreaterThan(0);
    expect(shareAxis([{ from: '', to: '', n: 1, share: 0.57, added: 1, partial: false }]).most).toBe(1);
  });
});

describe('a saved table', () => {
  it('is read as text by a spreadsheet, with its conditions, and nothing in it as a formula', async () => {
    const sheet = {
      title: 'Hộ, tỉnh',
      conditions: ['đến hết ngày'],
      headings: ['Đơn vị', 'n'],
      rows: [
        ['=1+1', 3],
        ['"x"', null],
      ],
    };
    const bytes = new Uint8Array(await csvOf(sheet).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines).toEqual(['"Hộ, tỉnh"', 'đến hết ngày', 'Đơn vị,n', "'=1+1,3", '"""x""",', '']);
  });
});
