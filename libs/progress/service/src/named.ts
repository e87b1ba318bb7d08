import type { LocalDate } from '@tung-nha/kernel';
import { formerCommune, type FormerUnit, type UnitOnDay, type UnitRegister } from '@tung-nha/units';

type Called = Pick<UnitOnDay, 'id' | 'code' | 'name' | 'fullName' | 'kind' | 'level'>;

/** A unit as answers name it. */
export interface Named extends Called {
  /** Of a village that a merger brought into another commune: the one it came from. */
  readonly formerly?: FormerUnit;
}

export type Naming = (unit: Called) => Named;

/** Names units as they were called on the map; villages of one name by the commune each came from. */
export const namedOn =
  (register: UnitRegister, map: LocalDate): Naming =>
  ({ id, code, name, fullName, kind, level }) => {
    const formerly = level === 'village' ? formerCommune(register, id, map) : undefined;
    return { id, code, name, fullName, kind, level, ...(formerly && { formerly }) };
  };
