import type { HouseholdId, Stay, WhereaboutsEvent } from '@tung-nha/field-activity-events';
import { type Decider, type LocalDate, sameData, type UnitId } from '@tung-nha/kernel';
import { refused, type StaysOf } from './household.commands.js';
import { areTogether } from './stays.js';

/** What households say of one citizen; never sent, only derived (`household.whereabouts.ts`). */
export interface WhereaboutsCommand {
  readonly type: 'restate-whereabouts';
  readonly village: UnitId;
  readonly households: readonly Omit<StaysOf, 'citizen'>[];
  readonly diedOn: LocalDate | null;
}

export interface Whereabouts {
  readonly village: UnitId | undefined;
  readonly homes: ReadonlyMap<HouseholdId, readonly Stay[]>;
  readonly diedOn: LocalDate | null;
}

/** A citizen is a member of one household at a time (A1), whoever says so and wherever. */
export const whereabouts: Decider<Whereabouts, WhereaboutsCommand, WhereaboutsEvent> = {
  initialState: { village: undefined, homes: new Map(), diedOn: null },
  evolve({ homes }, { data: { village, households, diedOn } }) {
    const changed = households.map(({ household, stays }) => [household, stays] as const);
    return { village, homes: new Map([...homes, ...changed]), diedOn };
  },
  decide(command, { homes, diedOn: known }) {
    const changed = command.households.filter(({ household, stays }) => !sameData(homes.get(household) ?? [], stays));
    const diedOn = command.diedOn ?? known;
    if (changed.length === 0 && diedOn === known) return [];
    const after = new Map([...homes, ...changed.map(({ household, stays }) => [household, stays] as const)]);
    for (const { household, stays } of changed) {
      if (diedOn !== null && stays.some(({ to }) => to === null || to > diedOn))
        throw refused('CitizenDied', { on: diedOn });
      // Which household, and since when, is not for everybody's eyes.
      for (const [other, others] of after)
        if (other !== household && areTogether(stays, others)) throw refused('CitizenOfAnotherHousehold');
    }
    const households = command.households.map(({ household, stays }) => ({ household, stays: [...stays] }));
    const data = { village: command.village, households, diedOn };
    return [{ type: 'field-activity.citizen-whereabouts-restated', data }];
  },
};
