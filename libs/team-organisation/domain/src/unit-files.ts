import { localDate } from '@tung-nha/kernel';
import { csvTable, type ReadFile, readTable } from './row-files.js';
import { changeKinds, type RowFault, type UnitChangeRow, type UnitList, type UnitListRow } from './unit-rows.js';

const listColumns = ['code', 'name', 'type', 'level', 'parent_code', 'full_name'] as const;
const changeColumns = [
  'effective_date',
  'kind',
  'from_code',
  'to_code',
  'legal_basis',
  'level',
  'to_name',
  'extent',
] as const;

/** An official list as CSV: code, name, type, level (1 to 3), parent_code, full_name (T1). */
export function readUnitList(text: string): ReadFile<UnitListRow> {
  const file = readTable(csvTable(text), listColumns, (reader): UnitListRow => {
    const level = reader.level('level');
    const code = reader.code('code', level);
    if (code === null) reader.fault('code', 'MustNotBeEmpty');
    const parentCode = reader.code('parent_code');
    if (parentCode === null && level !== 'province') reader.fault('parent_code', 'MustNotBeEmpty');
    return {
      row: reader.row,
      code: code ?? '',
      name: reader.name('name'),
      type: reader.name('type'),
      level,
      parentCode,
      fullName: reader.name('full_name'),
    };
  });
  return { rows: file.rows, faults: [...file.faults, ...faultsAmong(file.rows)].sort((a, b) => a.row - b.row) };
}

/** A change list as CSV, one row per edge (T1). Numbers of decisions are found within `legal_basis`. */
export function readUnitChanges(text: string): ReadFile<UnitChangeRow> {
  return readTable(csvTable(text), changeColumns, (reader, record): UnitChangeRow => {
    const level = reader.level('level');
    const kind = reader.oneOf('kind', changeKinds, 'NotAKind');
    const fromCode = reader.code('from_code', level);
    const toCode = reader.code('to_code', level);
    if ((fromCode === null) !== (kind === 'create')) reader.fault('from_code', 'OnlyCreateHasNoFrom');
    if ((toCode === null) !== (kind === 'abolish')) reader.fault('to_code', 'OnlyAbolishHasNoTo');
    return {
      row: reader.row,
      on: reader.day('effective_date'),
      kind,
      level,
      fromCode,
      toCode,
      toFullName: toCode === null ? null : reader.name('to_name'),
      extent: reader.oneOf('extent', ['full', 'partial'], 'NotAnExtent'),
      decision: decisionIn(record['legal_basis'] ?? ''),
      parentCode: /parent \d+ -> (\d+)/.exec(record['note'] ?? '')?.[1] ?? null,
    };
  });
}

/** A list as data: the source's name and day beside its rows. */
export function unitListOf(
  source: string,
  on: string,
  text: string,
): UnitList & { readonly faults: readonly RowFault[] } {
  return { source, on: localDate.parse(on), ...readUnitList(text) };
}

/** What only shows when the rows of a list are seen together. */
export function faultsAmong(rows: readonly UnitListRow[]): RowFault[] {
  const codes = new Map<string, UnitListRow>();
  const faults: RowFault[] = [];
  for (const row of rows) {
    if (row.code !== '' && codes.has(row.code)) faults.push({ row: row.row, field: 'code', rule: 'CodeTwice' });
    codes.set(row.code, row);
  }
  for (const { row, parentCode, level } of rows) {
    if (parentCode === null) continue;
    const parent = codes.get(parentCode);
    if (!parent || parent.level === level) faults.push({ row, field: 'parent_code', rule: 'ParentUnknown' });
  }
  return faults;
}

function decisionIn(legalBasis: string): string | null {
  const numbers = legalBasis.match(/\d{1,6}\p{L}?\/[\p{L}\d/-]+/gu);
  return numbers ? numbers.slice(0, 4).join('; ') : null;
}
