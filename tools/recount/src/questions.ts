import type { Maps } from './maps.js';
import type { Question } from './recount.js';
import type { Day } from './records.js';

/** Days from which the province was divided otherwise, and days between. */
const maps: readonly Day[] = ['2023-06-01', '2024-03-01', '2025-01-01', '2025-06-30', '2025-07-01', '2025-12-31'];
const first = Date.parse('2023-06-01');
const DAYS_TOLD = 945;

/** Questions by chance: leaves, communes, districts, provinces; on and off their maps; any days. */
export function* questions(seed: number, units: Maps, howMany: number): Generator<Question> {
  const next = chanceFrom(seed);
  const below = (most: number) => Math.floor(next() * most);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const day = () => new Date(first + below(DAYS_TOLD) * 86_400_000).toISOString().slice(0, 10);
  const { villages } = units;
  const above = [...new Set(maps.flatMap((map) => villages.flatMap((village) => units.chain(village, map).slice(1))))];
  const atLevel = (level: string) => above.filter((id) => units.units.get(id)!.level === level);
  const byLevel = { commune: atLevel('commune'), district: atLevel('district'), province: atLevel('province') };
  for (let asked = 0; asked < howMany; asked += 1) {
    const luck = next();
    const unit =
      luck < 0.45
        ? pick(villages)
        : pick(luck < 0.8 ? byLevel.commune : luck < 0.93 ? byLevel.district : byLevel.province);
    const [one, other] = [day(), day()];
    const known = next() < 0.4 ? '2026-01-31' : day();
    const map = next() < 0.7 ? pick(maps) : day();
    yield { unit, from: one < other ? one : other, on: one < other ? other : one, known, map };
  }
}

/** mulberry32: the same seed asks the same. */
function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
