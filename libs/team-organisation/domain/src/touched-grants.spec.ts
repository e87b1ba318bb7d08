import { describe, expect, it } from '@jest/globals';
import { type LocalDate, subjectRef, type UnitId, unitId } from '@tung-nha/kernel';
import { type Grant, grantId, type OpenedUnit, type UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister, type UnitRegister } from '@tung-nha/units';
import { regranted, touchedGrants } from './touched-grants.js';

const day = (text: string) => text as LocalDate;
const id = (text: string) => unitId.parse(text);
const commune = (name: string): OpenedUnit => ({
  ...{ unit: id(name), name, fullName: name, kind: 'xã', code: null },
  ...{ level: 'commune', parent: id('tinh') },
});
const on = day('2025-07-01');
/** `xa-a` goes up in `xa-c`; `xa-b` falls to both, and no seat is named. */
const merger = {
  on,
  decision: null,
  opened: [commune('xa-c'), commune('xa-d')],
  renamed: [],
  moved: [],
  closed: [id('xa-a'), id('xa-b')],
  links: [
    { from: id('xa-a'), to: id('xa-c'), extent: 'full' as const, seat: false },
    { from: id('xa-b'), to: id('xa-c'), extent: 'partial' as const, seat: false },
    { from: id('xa-b'), to: id('xa-d'), extent: 'partial' as const, seat: false },
  ],
};
const events: UnitRegisterEvent[] = [
  {
    type: 'team-organisation.unit-list-recorded',
    data: {
      source: 'test',
      on: day('2024-01-01'),
      units: [
        { ...commune('tinh'), level: 'province', parent: null },
        commune('xa-a'),
        commune('xa-b'),
        commune('xa-e'),
      ],
    },
  },
  { type: 'team-organisation.units-reorganised', data: merger },
];
const register = events.reduce<UnitRegister>(foldRegister, emptyRegister);
const grant = (unit: string, from = '2024-01-01', to: string | null = null): Grant => ({
  ...{ grant: grantId.parse(`g-${unit}`), subject: subjectRef.parse('an'), role: 'commune-officer', unit: id(unit) },
  ...{ from: day(from), to: to === null ? null : day(to), reason: 'appointed' },
});
const touched = (...grants: Grant[]) =>
  touchedGrants(register, [merger], (units: ReadonlySet<UnitId>) => grants.filter(({ unit }) => units.has(unit)));

describe('the grants a reorganisation touches (T1)', () => {
  it('are those on units that end, with the one successor that takes over', () => {
    expect(touched(grant('xa-a'), grant('xa-e')).map(({ grant: of, successor }) => [of.unit, successor])).toEqual([
      ['xa-a', 'xa-c'],
    ]);
  });

  it('have no successor where a unit fell apart and no seat is named: nobody guesses which part', () => {
    expect(touched(grant('xa-b')).map(({ successor }) => successor)).toEqual([null]);
    expect(regranted(touched(grant('xa-b'))[0]!)).toBeUndefined();
  });

  it('are given anew from the day of the reorganisation or later, until they would have ended', () => {
    const [old] = touched(grant('xa-a', '2024-01-01', '2026-01-01'));
    expect(regranted(old!)).toMatchObject({
      type: 'grant-access',
      grant: {
        subject: 'an',
        role: 'commune-officer',
        unit: 'xa-c',
        from: on,
        to: '2026-01-01',
        reason: 'reorganisation',
      },
    });
    const [later] = touched(grant('xa-a', '2025-09-01'));
    expect(regranted(later!)).toMatchObject({ grant: { from: '2025-09-01' } });
    expect(regranted(old!)).toEqual(regranted(old!));
  });
});
