import { beforeAll, describe, expect, it } from '@jest/globals';
import { fold, type LocalDate, localDate, type UnitId } from '@tung-nha/kernel';
import {
  emptyRegister,
  footprint,
  type Hierarchy,
  hierarchyOn,
  policyFor,
  requiredTeams,
  spelledAlike,
  type UnitRegister,
} from '@tung-nha/units';
import { readFileSync } from 'node:fs';
import { establishTeam, homeOf } from './establish-team.js';
import { planUnitChanges } from './plan-unit-changes.js';
import { planUnitList } from './plan-unit-list.js';
import { authorityOver } from './team-authority.js';
import { readUnitChanges, unitListOf } from './unit-files.js';
import { unitRegister } from './unit-register.decider.js';

const file = (name: string) => readFileSync(new URL(`../../../../tools/data/${name}.csv`, import.meta.url), 'utf8');
const april2023 = localDate.parse('2023-04-10');
const january2025 = localDate.parse('2025-01-01');
const march2025 = localDate.parse('2025-03-01');
const july2025 = localDate.parse('2025-07-01');
const lists = {
  april2023: unitListOf('gso-2023-04-10', april2023, file('units-2023')),
  march2025: unitListOf('gso-2025-03-01', march2025, file('units-2025-03')),
  july2025: unitListOf('gso-2025-07-01', july2025, file('units-2025-07')),
};

/** The official data, through the decider, as events (T1). */
function realRegister(): UnitRegister {
  const { provinces, faults } = planUnitList(emptyRegister, lists.april2023);
  expect(faults).toEqual([]);
  const recorded = unitRegister.decide(
    { type: 'record-unit-list', source: 'gso-2023-04-10', on: april2023, provinces },
    emptyRegister,
  );
  expect(recorded).toHaveLength(63);
  const before = fold(unitRegister, recorded);
  const changes = readUnitChanges(file('changes'));
  expect([changes.rows.length, changes.faults]).toEqual([12_645, []]);
  const plan = planUnitChanges(before, changes.rows, [lists.march2025, lists.july2025]);
  expect(plan.faults).toEqual([]);
  return fold(unitRegister, unitRegister.decide({ type: 'reorganise', decisions: plan.decisions }, before), before);
}

describe('the real units (T1)', () => {
  let register: UnitRegister;
  beforeAll(() => {
    register = realRegister();
  });

  const count = (hierarchy: Hierarchy) => {
    const under = (level: string) =>
      hierarchy.provinces
        .flatMap(({ id }) => [id, ...hierarchy.childrenOf(id).map((unit) => unit.id)])
        .flatMap((id) => hierarchy.childrenOf(id))
        .filter((unit) => unit.level === level);
    return [hierarchy.provinces.length, new Set(under('district')).size, new Set(under('commune')).size];
  };

  it('has the units of 2023 and of 2025-07-01', () => {
    expect(count(hierarchyOn(register, april2023))).toEqual([63, 705, 10_598]);
    expect(count(hierarchyOn(register, march2025))).toEqual([63, 696, 10_035]);
    expect(count(hierarchyOn(register, july2025))).toEqual([34, 0, 3_321]);
  });

  it.each([
    ['2023-10-10', 10, 209],
    ['2025-01-01', 10, 192],
  ])('Bắc Giang on %s: %i districts, %i communes', (day, districts, communes) => {
    const hierarchy = hierarchyOn(register, localDate.parse(day));
    const below = hierarchy.childrenOf(hierarchy.byCode('province', '24')!.id);
    expect(below).toHaveLength(districts);
    expect(below.flatMap(({ id }) => hierarchy.childrenOf(id))).toHaveLength(communes);
  });

  it('Bắc Giang on the map of 2025-07-01 is its 58 communes, not the 99 of Bắc Ninh', () => {
    const bacGiang = hierarchyOn(register, april2023).byCode('province', '24')!.id;
    const asked = footprint(register, bacGiang, july2025)!;
    expect([asked.exists, asked.children.length]).toEqual([false, 58]);
    const after = hierarchyOn(register, july2025);
    expect(after.unit(asked.root)?.fullName).toBe('Tỉnh Bắc Ninh');
    expect(after.childrenOf(asked.root)).toHaveLength(99);
  });

  it.each([
    ['2025-03-01', march2025, lists.march2025],
    ['2025-07-01', july2025, lists.july2025],
  ])(
    'replayed to %s it is the official list: every code and parent, every name but for its spelling',
    (_, day, list) => {
      const hierarchy = hierarchyOn(register, day);
      const differing = list.rows.filter((row) => {
        const unit = hierarchy.byCode(row.level, row.code);
        const parent = unit?.parent == null ? null : hierarchy.unit(unit.parent)!.code;
        return parent !== row.parentCode || !spelledAlike(unit?.fullName ?? '', row.fullName);
      });
      expect(differing.map(({ code, fullName }) => [code, fullName, bearer(hierarchy, code)])).toEqual([]);
    },
  );

  it('says what the sources do not say', () => {
    const kinds = (what: string) => register.unknowns.filter((unknown) => unknown.what === what).length;
    expect(kinds('successor')).toBe(20);
    expect(kinds('decision')).toBeGreaterThan(0);
  });

  it('links both ways', () => {
    for (const { id, successors } of register.units.values())
      for (const { unit } of successors)
        expect(register.units.get(unit)!.predecessors.some((link) => link.unit === id)).toBe(true);
  });

  it('says nothing when the same files come again (X6)', () => {
    const { provinces } = planUnitList(register, lists.april2023);
    const again = { type: 'record-unit-list', source: 'gso-2023-04-10', on: april2023, provinces } as const;
    expect(unitRegister.decide(again, register)).toEqual([]);
  });

  it.each([
    ['2023-10-10', 209, 1 + 22],
    ['2025-01-01', 192, 1 + 22],
    // Of five communes one, Đông Sơn, took in Tịnh Hòa of the city: it does not lie within the old district.
    ['2025-07-01', 58, 4],
  ])('requires teams on %s: %i of Bắc Giang, %i of Bình Sơn, whatever became of both (T3, P1)', (on, bg, bs) => {
    const day = localDate.parse(on);
    const required = requiredTeams(register, day);
    const under = (id: string) =>
      required
        .filter(({ unit }) => policyFor(register, unit, day)?.id === id)
        .reduce((sum, { teams }) => sum + teams, 0);
    expect([under('bg-2023'), under('bs-2022')]).toEqual([bg, bs]);
    expect(required).toHaveLength(bg + bs);
  });

  it('says who decides on a team: the unit itself or its commune, the successor once it is no more (T2)', () => {
    const before = hierarchyOn(register, april2023);
    const [commune, district] = [before.byCode('commune', '07210')!.id, before.byCode('district', '524')!.id];
    expect(authorityOver(register, commune, april2023)).toBe(commune);
    expect(authorityOver(register, commune, july2025)).toBe(
      hierarchyOn(register, july2025).byCode('commune', '07210')!.id,
    );
    expect(authorityOver(register, district, july2025)).toBe(district);
    expect(authorityOver(register, before.byCode('province', '24')!.id, april2023)).toBeUndefined();
  });

  it('establishes a team that is older than the first list where the list has its unit; none where none can be', () => {
    const { id: unit } = hierarchyOn(register, april2023).byCode('commune', '07210')!;
    const on = localDate.parse('2022-09-01');
    const decision = {
      number: '1/QĐ-UBND',
      date: on,
      office: 'commune-chair',
      capacity: 'own-right',
      issuingUnit: unit,
    } as const;
    const command = establishTeam(register, { unit, decision, on, today: july2025 });
    expect(command).toMatchObject({
      establishment: { unit, level: 'commune', policy: 'bg-2023', on },
      authority: unit,
    });
    const refused = (at: UnitId, day: LocalDate) => () =>
      establishTeam(register, { unit: at, decision, on: day, today: july2025 });
    const rule = (name: string) => expect.objectContaining({ rule: name });
    expect(refused(unit, july2025)).toThrow(rule('UnitNotInForce'));
    expect(refused('nowhere' as UnitId, on)).toThrow(rule('UnitUnknown'));
    expect(refused(hierarchyOn(register, april2023).byCode('province', '24')!.id, on)).toThrow(rule('UnitHasNoTeams'));
    expect(homeOf(register, unit, on)).toBe(unit);
  });

  it('is another unit under the same code in Bắc Giang on 2025-01-01 and on 2025-07-01', () => {
    const at = (day: LocalDate) => hierarchyOn(register, day).byCode('province', '24')!;
    expect(at(january2025).fullName).toBe('Tỉnh Bắc Giang');
    expect(at(july2025).fullName).toBe('Tỉnh Bắc Ninh');
    expect(at(january2025).id).not.toBe(at(july2025).id);
  });
});

const bearer = (hierarchy: Hierarchy, code: string) =>
  hierarchy.byCode(code.length === 5 ? 'commune' : code.length === 3 ? 'district' : 'province', code)?.fullName;
