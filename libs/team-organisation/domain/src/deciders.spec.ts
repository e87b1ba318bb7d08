import { describe, expect, it } from '@jest/globals';
import { localDate, subjectRef, unitId, type UnitId } from '@tung-nha/kernel';
import { askTwice, specify } from '@tung-nha/kernel/testing';
import { grantId, type OpenedUnit, type UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { emptyRegister } from '@tung-nha/units';
import fc from 'fast-check';
import { access, type AccessCommand } from './access.decider.js';
import { planUnitChanges } from './plan-unit-changes.js';
import { readUnitChanges, readUnitList } from './unit-files.js';
import { unitRegister, type UnitRegisterCommand } from './unit-register.decider.js';

const on = localDate.parse('2024-01-01');
const later = localDate.parse('2025-01-01');
const id = (text: string) => unitId.parse(text);
const unit = (name: string, level: OpenedUnit['level'], code: string | null, parent: UnitId | null): OpenedUnit => ({
  unit: id(name),
  code,
  name,
  fullName: name,
  kind: level,
  level,
  parent,
});
const province = unit('tinh', 'province', '24', null);
const commune = (name: string, code: string) => unit(name, 'commune', code, province.unit);
const recorded: UnitRegisterEvent = {
  type: 'team-organisation.unit-list-recorded',
  data: { source: 'gso', on, units: [province, commune('xa-a', '00001'), commune('xa-b', '00002')] },
};
const merge = {
  on: later,
  decision: null,
  opened: [commune('xa-c', '00001')],
  renamed: [],
  moved: [],
  closed: [id('xa-a'), id('xa-b')],
  links: [
    { from: id('xa-a'), to: id('xa-c'), extent: 'full', seat: false } as const,
    { from: id('xa-b'), to: id('xa-c'), extent: 'full', seat: false } as const,
  ],
};
const village = { unit: id('thon-1'), name: 'Thôn 1', fullName: 'Thôn 1', kind: 'thôn' };
const found = (where: string): UnitRegisterCommand => ({
  type: 'found-villages',
  on,
  simulated: true,
  communes: [{ commune: id(where), villages: [village] }],
});

describe('the unit register (T1)', () => {
  const { given } = specify(unitRegister);

  it('records a merger as one decision with all its edges', () => {
    given(recorded)
      .when({ type: 'reorganise', decisions: [merge] })
      .then([{ type: 'team-organisation.units-reorganised', data: merge }]);
  });

  it.each<[string, UnitRegisterCommand, string]>([
    [
      'a merger of a unit nobody knows',
      { type: 'reorganise', decisions: [{ ...merge, closed: [id('xa-x')] }] },
      'UnitUnknown',
    ],
    [
      'closing a unit twice',
      {
        type: 'reorganise',
        decisions: [
          merge,
          { ...merge, opened: [], links: [], renamed: [], closed: [id('xa-a')], on: localDate.parse('2025-02-01') },
        ],
      },
      'UnitNotInForce',
    ],
    ['a village below a province', found('tinh'), 'NotACommune'],
    [
      'a commune below a commune',
      { type: 'record-unit-list', source: 'gso', on, provinces: [[unit('xa-d', 'commune', '00009', id('xa-a'))]] },
      'ParentNotAbove',
    ],
  ])('refuses %s', (_, command, rule) => {
    given(recorded).when(command).thenRefused(rule);
  });

  it('says nothing when asked twice (X6)', () => {
    const anyCommand = fc.constantFrom<UnitRegisterCommand>(
      {
        type: 'record-unit-list',
        source: 'gso',
        on,
        provinces: [[province, commune('xa-a', '00001'), commune('xa-b', '00002')]],
      },
      { type: 'reorganise', decisions: [merge] },
      found('xa-a'),
      found('xa-b'),
    );
    askTwice(unitRegister, anyCommand);
  });
});

describe('files of units (T1)', () => {
  it('tells every fault of every row at once', () => {
    const { rows, faults } = readUnitList(
      'code,name,type,level,parent_code,full_name\n24,Bắc Giang,tỉnh,1,,Tỉnh Bắc Giang\n24,B,tỉnh,1,,Tỉnh B\n7,C,xã,3,24,Xã C\n00001,,xã,3,99,Xã D\n00002,E,xã,9,24,Xã E\n',
    );
    expect(rows).toHaveLength(5);
    expect(faults.map(({ row, field, rule }) => [row, field, rule])).toEqual([
      [3, 'code', 'CodeTwice'],
      [4, 'code', 'NotACode'],
      [5, 'name', 'MustNotBeEmpty'],
      [5, 'parent_code', 'ParentUnknown'],
      [6, 'level', 'NotALevel'],
    ]);
  });

  it('knows a code that nobody bears on that day', () => {
    const { rows } = readUnitChanges(
      'effective_date,kind,from_code,to_code,legal_basis,level,to_name,extent\n2024-05-01,merge,00007,00008,1/NQ-HĐND,3,Xã X,full\n',
    );
    expect(planUnitChanges(emptyRegister, rows, []).faults).toEqual([
      { row: 2, field: 'from_code', rule: 'CodeUnknownOnThatDay' },
    ]);
  });

  it('refuses what is no table', () => {
    expect(readUnitList('hello').faults).toHaveLength(6);
    expect(readUnitList('a,"b').faults).toEqual([{ row: 1, field: '', rule: 'NotCsv' }]);
  });
});

describe('access (X5)', () => {
  const grant = {
    grant: grantId.parse('grant-1'),
    subject: subjectRef.parse('an'),
    role: 'commune-officer',
    unit: id('xa-a'),
    from: on,
    to: null,
    reason: 'appointed',
  } as const;
  const revoke: AccessCommand = { type: 'revoke-access', grant: grant.grant, on: later, reason: 'duty-ended' };

  it('is granted and revoked', () => {
    const granted = { type: 'team-organisation.access-granted', data: grant } as const;
    specify(access).given().when({ type: 'grant-access', grant }).then([granted]);
    specify(access)
      .given(granted)
      .when(revoke)
      .then([
        { type: 'team-organisation.access-revoked', data: { grant: grant.grant, on: later, reason: 'duty-ended' } },
      ]);
    specify(access).given().when(revoke).thenRefused('GrantUnknown');
    specify(access)
      .given(granted)
      .when({ type: 'grant-access', grant: { ...grant, role: 'auditor' } })
      .thenRefused('GrantedOtherwise');
  });

  it('says nothing when asked twice (X6)', () => {
    askTwice(
      access,
      fc.constantFrom<AccessCommand>(
        { type: 'grant-access', grant },
        { type: 'grant-access', grant: { ...grant, grant: grantId.parse('grant-2') } },
        revoke,
      ),
    );
  });
});
