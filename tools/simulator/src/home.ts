import type { AssignmentId, HouseholdId } from '@tung-nha/field-activity-events';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Person } from './person.js';
import type { SimulatedTeam } from './team-life.js';

export interface SimulatedVillage {
  readonly unit: UnitId;
  /** Makes ids that are short. */
  readonly number: number;
  /** The commune of 2023 it was founded in. */
  readonly commune: UnitId;
  readonly founded: LocalDate;
  /** The commune it lies in, from each day on. */
  readonly communes: readonly { readonly from: LocalDate; readonly unit: UnitId }[];
  readonly households: number;
}

/** What a life takes place in. */
export interface Surroundings {
  /** In force that day and covering the village, the village's own first. */
  teamsOf(village: SimulatedVillage, on: LocalDate): readonly SimulatedTeam[];
  /** Where people of the village move to: the other villages of the commune of 2023. */
  neighboursOf(village: SimulatedVillage): readonly SimulatedVillage[];
}

/** A household as its life goes on. */
export interface Home {
  readonly id: HouseholdId;
  readonly registeredOn: LocalDate;
  /** Where the platform knows it to be; a move that is told late changes it late. */
  village: SimulatedVillage;
  closed: boolean;
  people: Person[];
  /** Until then something of it is not told yet, and what depends on it waits. */
  busyUntil: LocalDate;
  /** It has moved and nobody has said so. */
  movedUnsaid: boolean;
  needsCare: boolean;
  assignment: AssignmentId | undefined;
  /** Few are taken through all of it: the directive's goal. */
  readonly taughtAll: boolean;
}

/** What is to happen on a day; what the office does comes before who goes from door to door. */
export interface Happening {
  readonly on: LocalDate;
  readonly rank: 0 | 1;
  happen(): void;
}

/** Happenings in order of days, more of which may come up on the way. */
export class Agenda {
  private readonly ahead: Happening[] = [];

  add(on: LocalDate, rank: Happening['rank'], happen: () => void): void {
    this.ahead.push({ on, rank, happen });
  }

  run(): void {
    while (this.ahead.length > 0) {
      let next = 0;
      for (let at = 1; at < this.ahead.length; at += 1) if (isBefore(this.ahead[at]!, this.ahead[next]!)) next = at;
      const [happening] = this.ahead.splice(next, 1);
      happening!.happen();
    }
  }
}

const isBefore = (one: Happening, other: Happening) =>
  one.on < other.on || (one.on === other.on && one.rank < other.rank);
