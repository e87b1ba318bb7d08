import { flows, flowsOf, standsIn, stocks, stocksOf, type When } from './household-on-a-day.js';
import { Maps } from './maps.js';
import { type Day, type Household, type Line, Records } from './records.js';

export interface Question extends When {
  readonly unit: string;
  readonly from: Day;
  readonly map: Day;
}

/** What it can count; the rest of the platform's figures is not of households and citizens. */
export const recounted: ReadonlySet<string> = new Set([...stocks, ...flows, 'households.declared']);

/** Counts once more, from what was recorded and nothing else. */
export class Recount {
  readonly records = new Records();
  readonly maps = new Maps();
  events = 0;
  private everIn = new Map<string, Set<Household>>();

  /** One exported event, of either context. */
  add(line: Line): void {
    this.events += 1;
    if (line.type.startsWith('team-organisation.')) this.maps.add(line);
    else this.records.add(line);
    this.everIn.clear();
  }

  /** Every figure of households and citizens that is not zero. */
  answer({ unit, from, map, ...when }: Question): Map<string, number> {
    const leaves = this.maps.leavesOf(unit, map);
    const sums = new Map<string, number>();
    const add = (figure: string, n: number) => sums.set(figure, (sums.get(figure) ?? 0) + n);
    for (const home of this.householdsEverIn(leaves)) {
      const village = standsIn(home, when);
      if (village !== undefined && leaves.has(village))
        for (const [figure, n] of stocksOf(this.records, home, when)) add(figure, n);
      flowsOf(home, from, when, (figure, where) => leaves.has(where) && add(figure, 1));
    }
    for (const [place, n] of this.declaredBy(when)) {
      const day = this.maps.dayInForce(unit, map);
      if (this.maps.chain(this.maps.ownPlaceOf(place, day), day).includes(unit)) add('households.declared', n);
    }
    return sums;
  }

  /** What each commune last declared for the year of the day. */
  private declaredBy({ on, known }: When): Map<string, number> {
    const last = new Map<string, { on: Day; households: number }>();
    for (const one of this.records.declared) {
      if (one.known > known || one.year !== Number(on.slice(0, 4))) continue;
      const before = last.get(one.unit);
      if (!before || before.on <= one.on) last.set(one.unit, one);
    }
    return new Map([...last].map(([unit, { households }]) => [unit, households]));
  }

  private householdsEverIn(leaves: ReadonlySet<string>): Set<Household> {
    if (this.everIn.size === 0)
      for (const home of this.records.households.values())
        for (const { village } of home.arrivals) {
          const known = this.everIn.get(village) ?? new Set();
          this.everIn.set(village, known.add(home));
        }
    const found = new Set<Household>();
    for (const leaf of leaves) for (const home of this.everIn.get(leaf) ?? []) found.add(home);
    return found;
  }
}
