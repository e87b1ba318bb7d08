import { describe, expect, it } from '@jest/globals';
import type { PlaceName, UnitView } from './api-types';
import { aboveOf, placeName } from './place-name';

const trail = ['Tỉnh A', 'Huyện B', 'Xã C'].map((fullName) => ({ id: fullName, fullName }));
const village = { id: 'v', name: 'Sậy', fullName: 'Thôn Sậy', kind: 'thôn', level: 'village', trail } as PlaceName;
const seenFrom = (...ids: string[]) =>
  aboveOf({ unit: { id: ids.at(-1) }, trail: ids.slice(0, -1).map((id) => ({ id })) } as UnitView);
const lower = (name: string) => name.toLowerCase();

describe('the name of a place', () => {
  it('says what it lies in, up to what is looked at', () => {
    expect(placeName(village, seenFrom('Tỉnh A'), lower)).toBe('Thôn Sậy, xã c, huyện b');
    expect(placeName(village, seenFrom('Tỉnh A', 'Huyện B', 'Xã C'), lower)).toBe('Thôn Sậy');
  });

  it('says all of it while nothing is known of what is looked at', () => {
    expect(placeName(village, aboveOf(undefined), (name) => name)).toBe('Thôn Sậy, Xã C, Huyện B, Tỉnh A');
  });
});
