import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Span } from './calendar.js';
import type { SimulatedVillage, Surroundings } from './home.js';
import { isInForce, type SimulatedTeam, teamLife, type TeamSite } from './team-life.js';

export interface ProvinceSettings {
  readonly seed: number;
  readonly villages: readonly SimulatedVillage[];
  /** Every commune that there is at any time within the span. */
  readonly communes: readonly Omit<TeamSite, 'level'>[];
  readonly span: Span;
  /** 1: teams of full size. */
  readonly teamSize?: number;
}

/** Villages and communes with the lives of their teams, all known beforehand: they follow from the seed. */
export class Province implements Surroundings {
  readonly teams: readonly SimulatedTeam[];
  private readonly teamAt: ReadonlyMap<UnitId, SimulatedTeam>;
  private readonly byCommune = new Map<UnitId, SimulatedVillage[]>();

  constructor({ seed, villages, communes, span, teamSize }: ProvinceSettings) {
    const era = { begin: span.from, end: span.to };
    this.teams = [
      ...communes.map((site) => teamLife(seed, { ...site, level: 'commune' }, era, teamSize)),
      ...villages.map(({ unit, number, founded }) =>
        teamLife(seed, { unit, number, level: 'village', from: founded, to: null }, era, teamSize),
      ),
    ];
    this.teamAt = new Map(this.teams.map((team) => [team.unit, team]));
    for (const village of villages) {
      const known = this.byCommune.get(village.commune);
      if (known) known.push(village);
      else this.byCommune.set(village.commune, [village]);
    }
  }

  teamsOf({ unit, communes }: SimulatedVillage, on: LocalDate): readonly SimulatedTeam[] {
    const commune = communes.findLast(({ from }) => from <= on)?.unit;
    return [unit, commune].flatMap((place) => {
      const team = place === undefined ? undefined : this.teamAt.get(place);
      return team && isInForce(team, on) ? [team] : [];
    });
  }

  neighboursOf({ commune }: SimulatedVillage): readonly SimulatedVillage[] {
    return this.byCommune.get(commune) ?? [];
  }
}
