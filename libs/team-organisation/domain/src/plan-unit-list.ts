import { deriveId, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { OpenedUnit } from '@tung-nha/team-organisation-events';
import { foldText, hierarchyOn, type UnitRegister } from '@tung-nha/units';
import type { RowFault, UnitList, UnitListRow } from './unit-rows.js';

/** Readable and the same on every run: `xa-tu-lan-07774-2023`. */
export function unitIdFor(fullName: string, code: string, on: LocalDate): UnitId {
  const words = foldText(fullName)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return `${words.replace(/^-|-$/g, '') || deriveId('unit', fullName).slice(0, 8)}-${code}-${on.slice(0, 4)}` as UnitId;
}

/** A list as what is to be recorded, province by province; a code that someone bears that day is a fault. */
export function planUnitList(
  register: UnitRegister,
  { on, rows }: UnitList,
): { readonly provinces: readonly (readonly OpenedUnit[])[]; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const hierarchy = hierarchyOn(register, on);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const ids = new Map(rows.map((row) => [row.code, unitIdFor(row.fullName, row.code, on)]));
  const provinces = new Map<string, OpenedUnit[]>();

  const provinceOf = (row: UnitListRow): string => {
    const parent = row.parentCode === null ? undefined : byCode.get(row.parentCode);
    return parent ? provinceOf(parent) : row.code;
  };
  const height = (row: UnitListRow) => row.code.length;
  for (const row of [...rows].sort((one, other) => height(one) - height(other))) {
    const bearer = hierarchy.byCode(row.level, row.code);
    const unit = ids.get(row.code)!;
    // The same list once more is no fault: the decider says nothing new.
    if (bearer && bearer.id !== unit) faults.push({ row: row.row, field: 'code', rule: 'CodeStillBorne' });
    const { code, name, fullName, type: kind, level, parentCode } = row;
    const opened = {
      unit,
      code,
      name,
      fullName,
      kind,
      level,
      parent: parentCode === null ? null : ids.get(parentCode)!,
    };
    const province = provinceOf(row);
    const units = provinces.get(province);
    if (units) units.push(opened);
    else provinces.set(province, [opened]);
  }
  return { provinces: [...provinces.values()], faults };
}
