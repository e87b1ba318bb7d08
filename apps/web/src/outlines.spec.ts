import { describe, expect, it } from '@jest/globals';
import { outlineTopology } from '../build/outline-topology.mjs';
import { frameOf, neighbourOf, placesOn, proportion } from './map-places';
import { landOf } from './map-shapes';

const topology = outlineTopology();
const communes = (key: 'a' | 'b' | 'c') =>
  [...landOf(topology, key).communes.keys()].map((code) => ({
    unit: { id: code, code, name: code, fullName: code, kind: 'xã', level: 'commune' as const },
    figures: { n: 1, all: 2 },
  }));
const figure = { id: 'n', name: { vi: '', en: '' }, kind: 'stock' as const, shareOf: 'all' };

describe('outlines of the three maps', () => {
  it('are 209, 192 and, with the rest of Bắc Ninh, 99 communes, dissolved from the same land', () => {
    expect((['a', 'b', 'c'] as const).map((key) => landOf(topology, key).communes.size)).toEqual([209, 192, 99]);
    expect([landOf(topology, 'a').districts.size, landOf(topology, 'b').districts.size]).toEqual([10, 10]);
  });

  it('hold each commune’s label within its own land', () => {
    for (const key of ['a', 'b', 'c'] as const)
      for (const { label, box } of landOf(topology, key).communes.values()) {
        expect(label[2]).toBeGreaterThan(0);
        expect([label[0] > box[0], label[0] < box[2], label[1] > box[1], label[1] < box[3]]).not.toContain(false);
      }
  });

  it('put north up and west left: Hiệp Hòa lies west of Sơn Động, Yên Thế north of Yên Dũng', () => {
    const { districts } = landOf(topology, 'a');
    const at = (code: string) => districts.get(code)!.label;
    expect(at('223')[0]).toBeLessThan(at('220')[0]);
    expect(at('215')[1]).toBeLessThan(at('221')[1]);
  });

  it('are walked by arrow keys to a neighbour, and back near where one was', () => {
    const places = placesOn(landOf(topology, 'b'), communes('b'), figure);
    const begin = places.find(({ unit }) => unit.code === '07525')!;
    const east = neighbourOf(begin, places, 'ArrowRight')!;
    expect(east.shape.label[0]).toBeGreaterThan(begin.shape.label[0]);
    expect(neighbourOf(begin, places, 'Enter')).toBeUndefined();
    const easternmost = places.toSorted((one, other) => other.shape.label[0] - one.shape.label[0])[0]!;
    expect(neighbourOf(easternmost, places, 'ArrowRight')).toBeUndefined();
  });

  it('are framed in one proportion, so that nothing moves between units', () => {
    const places = placesOn(landOf(topology, 'b'), communes('b'), figure);
    for (const shown of [places, places.slice(0, 1), places.slice(0, 12)]) {
      const [, , width, height] = frameOf(shown);
      expect(width / height).toBeCloseTo(proportion, 6);
    }
  });

  it('leave out what has no outline, by code on the map of the day', () => {
    const [one] = communes('c');
    const elsewhere = { ...one!, unit: { ...one!.unit, id: 'x', code: '99999' } };
    expect(placesOn(landOf(topology, 'c'), [one!, elsewhere], figure).map(({ unit }) => unit.id)).toEqual([
      one!.unit.id,
    ]);
  });
});
