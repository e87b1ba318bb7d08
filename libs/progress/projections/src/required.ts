import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { compositionPolicies } from '@tung-nha/team-organisation-events';
import { policyFor, requiredTeams } from '@tung-nha/units';
import type { Seats } from './unit-shape.js';

/** Where no policy says after how many days a team is dormant (T9). */
const DORMANT_AFTER_DAYS = 30;

/** What policies ask of units, worked out once for the days between two changes of units or policies. */
export class Required {
  private readonly teams = new Map<string, ReadonlyMap<UnitId, number>>();
  private readonly dormantAfter = new Map<string, Map<UnitId, number>>();

  constructor(private readonly seats: Seats) {}

  /** From each of these on, something else may be asked for. */
  days(): readonly LocalDate[] {
    const ofPolicies = compositionPolicies.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
    return [...new Set([...this.seats.register.changeDays, ...ofPolicies])].sort();
  }

  /** `teams.required`: so many teams for each unit in force on the day. */
  teamsOn(on: LocalDate): ReadonlyMap<UnitId, number> {
    const key = this.keyOf(on);
    const known = this.teams.get(key);
    if (known) return known;
    const teams = new Map<UnitId, number>();
    for (const { unit, teams: n } of requiredTeams(this.seats.register, on))
      teams.set(unit, (teams.get(unit) ?? 0) + n);
    this.teams.set(key, teams);
    return teams;
  }

  /** By unit: more days than this without activity make a team of it dormant. */
  dormantAfterDays(on: LocalDate): (unit: UnitId) => number {
    const key = this.keyOf(on);
    const known = this.dormantAfter.get(key) ?? new Map<UnitId, number>();
    this.dormantAfter.set(key, known);
    return (unit) => {
      const kept = known.get(unit);
      if (kept !== undefined) return kept;
      const days = policyFor(this.seats.register, unit, on)?.dormantAfterDays ?? DORMANT_AFTER_DAYS;
      known.set(unit, days);
      return days;
    };
  }

  /** The map of the day, and which policies had begun and ended by then. */
  private keyOf(on: LocalDate): string {
    const begun = compositionPolicies.filter(({ from }) => from <= on).length;
    const ended = compositionPolicies.filter(({ to }) => to !== null && to <= on).length;
    return `${this.seats.since(on)} ${begun} ${ended}`;
  }
}
