import { describe, expect, it } from '@jest/globals';
import { localDate, unitId } from '@tung-nha/kernel';
import type { UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { formerCommune } from './former-commune.js';
import { emptyRegister, foldRegister, type UnitRegister } from './unit-register.js';

const id = (text: string) => unitId.parse(text);
const day = (text: string) => localDate.parse(text);
const listed = day('2023-04-10');
const founded = day('2023-05-01');
const renamed = day('2024-01-01');
const merged = day('2025-07-01');
const style = (unit: string, name = unit) => ({ unit: id(unit), name, fullName: `Xã ${name}`, kind: 'xã' });
const commune = (unit: string, name?: string) => ({
  ...style(unit, name),
  code: null,
  level: 'commune' as const,
  parent: id('p'),
});
const villages = (below: string, ...units: string[]): UnitRegisterEvent => ({
  type: 'team-organisation.villages-founded',
  data: { on: founded, commune: id(below), simulated: true, villages: units.map((unit) => style(unit)) },
});
const nothing = { decision: null, opened: [], renamed: [], moved: [], closed: [], links: [] };

/** On 2024-01-01 `alone` is renamed; on 2025-07-01 `a` and `b` become `new`, which is called as `a` was. */
const register = (
  [
    {
      type: 'team-organisation.unit-list-recorded',
      data: {
        source: 'test',
        on: listed,
        units: [
          { ...commune('p'), level: 'province', parent: null },
          commune('a', 'An'),
          commune('b', 'Bình'),
          commune('alone'),
        ],
      },
    },
    villages('a', 'va'),
    villages('b', 'vb'),
    villages('alone', 'v'),
    {
      type: 'team-organisation.units-reorganised',
      data: { ...nothing, on: renamed, renamed: [{ ...style('alone', 'Khác'), code: null }] },
    },
    {
      type: 'team-organisation.units-reorganised',
      data: {
        ...nothing,
        on: merged,
        opened: [commune('new', 'An')],
        closed: [id('a'), id('b')],
        links: ['a', 'b'].map((from) => ({ from: id(from), to: id('new'), extent: 'full', seat: false })),
      },
    },
  ] satisfies UnitRegisterEvent[]
).reduce<UnitRegister>(foldRegister, emptyRegister);
const former = (unit: string, map: ReturnType<typeof day>) => formerCommune(register, id(unit), map);

describe('the former commune of a village', () => {
  it('is said on the map on which another commune holds it, even one of the same name', () => {
    expect(former('va', merged)).toEqual({ id: 'a', name: 'An', fullName: 'Xã An' });
    expect(former('vb', merged)).toEqual({ id: 'b', name: 'Bình', fullName: 'Xã Bình' });
  });

  it('is not said where the village was founded, nor before it was', () => {
    expect(former('va', renamed)).toBeUndefined();
    expect(former('va', listed)).toBeUndefined();
  });

  it('is not said of a commune that only changed its name, nor of a unit that is no village', () => {
    expect(former('v', merged)).toBeUndefined();
    expect(former('new', merged)).toBeUndefined();
    expect(former('nobody', merged)).toBeUndefined();
  });
});
