import { describe, expect, it } from '@jest/globals';
import type { PlaceName, UnitView } from './api-types';
import { aboveOf, nameAndNotes, plainName, withinOf } from './place-name';

const trail = ['Tỉnh A', 'Huyện B', 'Xã C'].map((fullName) => ({ id: fullName, fullName }));
const village = { id: 'v', name: 'Sậy', fullName: 'Thôn Sậy', kind: 'thôn', level: 'village', trail } as PlaceName;
const seenFrom = (...ids: string[]) =>
  aboveOf({ unit: { id: ids.at(-1) }, trail: ids.slice(0, -1).map((id) => ({ id })) } as UnitView);
const lower = (name: string) => name.toLowerCase();

describe('what a place lies in', () => {
  it('is said up to what is looked at', () => {
    expect(withinOf(village, seenFrom('Tỉnh A'), lower)).toEqual(['xã c', 'huyện b']);
    expect(withinOf(village, seenFrom('Tỉnh A', 'Huyện B', 'Xã C'), lower)).toEqual([]);
  });

  it('is said up to the root while nothing is known of what is looked at', () => {
    expect(withinOf(village, aboveOf(undefined), (name) => name)).toEqual(['Xã C', 'Huyện B', 'Tỉnh A']);
  });
});

describe('the name of a unit', () => {
  const words = { simulated: 'mô phỏng', formerly: (name: string) => `${name} cũ` };
  const formerly = { id: 'c', name: 'Phúc Sơn', fullName: 'Xã Phúc Sơn' };

  it('is told apart from what is only said of it', () => {
    expect(nameAndNotes({ fullName: 'Thôn Sậy (mô phỏng)', formerly }, words)).toEqual({
      name: 'Thôn Sậy',
      notes: ['Phúc Sơn cũ', 'mô phỏng'],
    });
    expect(nameAndNotes({ fullName: 'Thôn Sậy (cũ)' }, words)).toEqual({ name: 'Thôn Sậy (cũ)', notes: [] });
  });

  it('is one line where it is read out or saved, which tells villages of one name apart', () => {
    expect(plainName({ fullName: 'Thôn Sậy (mô phỏng)', formerly }, words)).toBe('Thôn Sậy (Phúc Sơn cũ, mô phỏng)');
    expect(plainName({ fullName: 'Xã Sa Lý' }, words)).toBe('Xã Sa Lý');
  });
});
