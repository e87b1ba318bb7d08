import type { EventStore } from '@tung-nha/event-store';
import { DeclareHouseholds, DeclareHouseholdsHandler } from '@tung-nha/field-activity-service';
import { addDays, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Span } from './calendar.js';
import type { SimulatedVillage } from './home.js';
import { Chance } from './random.js';
import { requestOf } from './request.js';

const CORRECTED = 0.1;

/**
 * Every commune declares once a year how many households it has: a few more than are registered. One that ends within
 * the year has declared for it; its successor declares from the next year on.
 */
export async function playDeclarations(
  store: EventStore,
  villages: readonly SimulatedVillage[],
  { seed, from, to }: Span & { readonly seed: number },
): Promise<void> {
  const handler = new DeclareHouseholdsHandler(store);
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const begin = `${year}-01-01` as LocalDate;
    const first = begin < from ? from : begin;
    for (const [unit, households] of householdsByCommune(villages, first)) {
      const chance = new Chance(seed, 'declared', unit, year);
      const declare = async (on: LocalDate, count: number, key: string) => {
        const request = requestOf(`${seed} declared ${unit} ${year}${key}`, on);
        if (on > to) return;
        const command = {
          type: 'declare-households',
          unit,
          year,
          on,
          households: count,
          today: request.today,
        } as const;
        await handler.execute(new DeclareHouseholds(command, request));
      };
      const day = addDays(first, 4 + chance.below(25));
      const count = Math.ceil(households * (1.01 + chance.next() * 0.07));
      await declare(day, count, '');
      if (chance.happens(CORRECTED))
        await declare(addDays(day, 20 + chance.below(100)), count + 1 + chance.below(5), ' corrected');
    }
  }
}

function householdsByCommune(villages: readonly SimulatedVillage[], on: LocalDate): ReadonlyMap<UnitId, number> {
  const sums = new Map<UnitId, number>();
  for (const { communes, commune, households } of villages) {
    const unit = communes.findLast(({ from }) => from <= on)?.unit ?? commune;
    sums.set(unit, (sums.get(unit) ?? 0) + households);
  }
  return sums;
}
