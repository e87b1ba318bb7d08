import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { NewVillage } from '@tung-nha/team-organisation-service';
import { chainOn, hierarchyOn, type UnitRegister } from '@tung-nha/units';
import type { SimulatedVillage } from './home.js';
import type { TeamSite } from './team-life.js';

/** What is simulated: villages are in no official list, so they are made up, and say so. */
export interface SimulatedCommune {
  readonly commune: UnitId;
  /** Households of the estimate for 2023-12-31, by which the simulated ones are spread. */
  readonly weight: number;
  readonly villages: readonly NewVillage[];
}

const VILLAGES = 1_891;
const names = [
  'Đông',
  'Đoài',
  'Trung',
  'Thượng',
  'Hạ',
  'Chùa',
  'Giữa',
  'Ngoài',
  'Mới',
  'Trại',
  'Cầu',
  'Núi',
  'Đình',
  'Sậy',
  'Bến',
  'Gò',
  'Vàng',
  'Xuân',
  'Hòa',
  'Tân',
  'An',
  'Phú',
  'Lộc',
  'Thịnh',
  'Sơn',
  'Giang',
  'Yên',
  'Mai',
  'Đồng',
  'Ngọc',
];

/** All communes of a province on a day, with 1,891 villages spread by households. */
export function simulatedTerritory(
  register: UnitRegister,
  province: UnitId,
  on: LocalDate,
  householdsOf: ReadonlyMap<string, number>,
): SimulatedCommune[] {
  const hierarchy = hierarchyOn(register, on);
  const communes = hierarchy.childrenOf(province).flatMap(({ id }) => hierarchy.childrenOf(id));
  const weights = communes.map(({ code }) => householdsOf.get(code ?? '') ?? 0);
  const counts = spread(VILLAGES, weights);
  return communes.map(({ id, kind }, index) => ({
    commune: id,
    weight: weights[index]!,
    villages: Array.from({ length: counts[index]! }, (_, number) => ({
      village: `${id.slice(0, 54)}-v${number + 1}` as UnitId,
      name: `${villageName(number)} (mô phỏng)`,
      kind: kind === 'xã' ? 'thôn' : 'tổ dân phố',
    })),
  }));
}

/** The founded villages with their households, and every commune they lie in at any time. */
export function simulatedSites(
  register: UnitRegister,
  communes: readonly SimulatedCommune[],
  founded: LocalDate,
  households: number,
): { villages: SimulatedVillage[]; communes: Omit<TeamSite, 'level'>[] } {
  const inCommunes = spread(
    households,
    communes.map(({ weight }) => weight),
  );
  const days = register.changeDays.filter((day) => day >= founded);
  const villages = communes.flatMap(({ commune, villages: below }, index) => {
    const parts = spread(
      inCommunes[index]!,
      below.map(() => 1),
    );
    return below.map(({ village }, at) => ({ unit: village!, commune, founded, households: parts[at]! }));
  });
  const sites = new Set<UnitId>();
  // Where nobody is simulated no team need be.
  const placed = villages
    .filter((village) => village.households > 0)
    .map((village, number) => ({
      ...village,
      number,
      communes: placesOf(register, village.unit, days),
    }));
  for (const village of placed) for (const { unit } of village.communes) sites.add(unit);
  return {
    villages: placed,
    communes: [...sites].map((unit, number) => {
      const { from, to } = register.units.get(unit)!;
      return { unit, number, from, to };
    }),
  };
}

function placesOf(register: UnitRegister, village: UnitId, days: readonly LocalDate[]) {
  const places: { from: LocalDate; unit: UnitId }[] = [];
  for (const from of days) {
    const unit = chainOn(register, village, from).at(-2);
    if (unit && unit !== places.at(-1)?.unit) places.push({ from, unit });
  }
  return places;
}

const villageName = (number: number) =>
  number < names.length ? names[number]! : `${names[number % names.length]} ${Math.floor(number / names.length) + 1}`;

/** `total` in whole parts by weight, at least one each where it suffices; the largest remainders get the rest. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? total / weights.length : (total * weight) / sum));
  const least = total < weights.length ? 0 : 1;
  const parts = exact.map((part) => Math.max(least, Math.floor(part)));
  const left = total - parts.reduce((all, part) => all + part, 0);
  const order = exact
    .map((part, index) => [part % 1, index] as const)
    .sort((one, other) => other[0] - one[0] || one[1] - other[1]);
  for (let given = 0; given < left; given += 1) parts[order[given % order.length]![1]]! += 1;
  return parts;
}
