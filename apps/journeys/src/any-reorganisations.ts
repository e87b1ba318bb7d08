import { addDays, localDate, type LocalDate, type UnitId, unitId } from '@tung-nha/kernel';
import type { UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister, type UnitRegister } from '@tung-nha/units';
import fc from 'fast-check';

export const id = (text: string) => unitId.parse(text);
export const start = localDate.parse('2024-01-01');
export const day = (number: number) => addDays(start, number);
export const provinces = ['p1', 'p2'];
export const villages = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];

/** What the test believes, in its own words: commune → province and villages, on each map. */
export type Model = Record<string, { province: string; villages: string[] }>;
export interface Map_ {
  readonly on: LocalDate;
  readonly model: Model;
}

const style = (name: string) => ({ unit: id(name), name, fullName: name, kind: 'đơn vị' });
export const first: Model = {
  c1: { province: 'p1', villages: ['v1', 'v2'] },
  c2: { province: 'p1', villages: ['v3', 'v4'] },
  c3: { province: 'p2', villages: ['v5', 'v6'] },
};

/** Two reorganisations: each merges two communes, found below either province, into a new one. */
export const anyReorganisations = fc.array(
  fc.record({ one: fc.nat(9), other: fc.nat(9), province: fc.constantFrom(...provinces) }),
  { minLength: 0, maxLength: 2 },
);

export function build(merges: readonly { one: number; other: number; province: string }[]) {
  const events: UnitRegisterEvent[] = [
    {
      type: 'team-organisation.unit-list-recorded',
      data: {
        source: 'test',
        on: start,
        units: [
          ...provinces.map((name) => ({ ...style(name), code: null, level: 'province' as const, parent: null })),
          ...Object.entries(first).map(([name, { province }]) => ({
            ...style(name),
            code: null,
            level: 'commune' as const,
            parent: id(province),
          })),
        ],
      },
    },
    ...Object.entries(first).map(([commune, { villages: below }]): UnitRegisterEvent => ({
      type: 'team-organisation.villages-founded',
      data: { on: start, commune: id(commune), simulated: true, villages: below.map(style) },
    })),
  ];
  const maps: Map_[] = [{ on: start, model: first }];
  merges.forEach(({ one, other, province }, index) => {
    const on = day(30 + index * 30);
    const { model } = maps.at(-1)!;
    const communes = Object.keys(model);
    const a = communes[one % communes.length]!;
    const b = communes[other % communes.length]!;
    const name = `n${index}`;
    const { [a]: fromA, [b]: fromB, ...rest } = model;
    const below = a === b ? fromA!.villages : [...fromA!.villages, ...fromB!.villages];
    maps.push({ on, model: { ...rest, [name]: { province, villages: below } } });
    const closed = [...new Set([a, b])].map(id);
    events.push({
      type: 'team-organisation.units-reorganised',
      data: {
        on,
        decision: null,
        opened: [{ ...style(name), code: null, level: 'commune', parent: id(province) }],
        renamed: [],
        moved: [],
        closed,
        links: closed.map((from) => ({ from, to: id(name), extent: 'full', seat: false })),
      },
    });
  });
  return { register: events.reduce<UnitRegister>(foldRegister, emptyRegister), maps };
}

/** On a map without the unit, the villages it last had, or first had. */
export function leavesIn(maps: readonly Map_[], mapAt: number, unit: UnitId): readonly string[] {
  if (villages.includes(unit)) return [unit];
  const at = (index: number) => {
    const model = maps[index]!.model;
    if (provinces.includes(unit)) return Object.values(model).flatMap((c) => (c.province === unit ? c.villages : []));
    return model[unit]?.villages;
  };
  for (let distance = 0; distance < maps.length; distance += 1) {
    const found = (maps[mapAt - distance] && at(mapAt - distance)) ?? (maps[mapAt + distance] && at(mapAt + distance));
    if (found) return found;
  }
  return [];
}
