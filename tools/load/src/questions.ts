import { addDays, type LocalDate, localDate, type UnitId } from '@tung-nha/kernel';
import type { Ask } from './load.js';
import { hierarchyOn, type UnitRegister } from '@tung-nha/units';

const viewOf = (unit: UnitId): Ask => ({ path: `/api/progress/units/${unit}` });

/** The last day on which there were districts. */
const WITH_DISTRICTS = localDate.parse('2025-06-30');

/** The page's questions of an ordinary day: the provinces, the districts that were, the communes, in turn. */
export function todaysViews(register: UnitRegister, province: UnitId, today: LocalDate): readonly Ask[] {
  const before = hierarchyOn(register, WITH_DISTRICTS);
  const districts = before.childrenOf(province).map(({ id }) => id);
  const present = hierarchyOn(register, today).ancestorsOf(before.leavesUnder(province)[0]!)[0]!.id;
  const communes = [
    ...new Set(before.leavesUnder(province).map((leaf) => hierarchyOn(register, today).ancestorsOf(leaf).at(-1)!.id)),
  ];
  const provinces = [province, present];
  return Array.from({ length: 3 * communes.length }, (_, n) => {
    const turn = Math.floor(n / 3);
    const level = [provinces, districts, communes][n % 3]!;
    return viewOf(level[turn % level.length]!);
  });
}

const MAPS = ['2023-04-10', '2025-01-01', '2025-07-01'];

/** The same units on another day, known on another, on one of the maps: no two alike for as long as days last. */
export function askedBack(views: readonly Ask[], today: LocalDate): readonly Ask[] {
  return Array.from({ length: 900 }, (_, n) => {
    const unit = views[(n * 7) % views.length]!.path;
    const on = addDays(today, -n);
    const days = { from: addDays(on, -90), on, known: addDays(on, n % 30), map: MAPS[n % MAPS.length]! };
    return { path: `${unit}?${new URLSearchParams(days).toString()}` };
  });
}
