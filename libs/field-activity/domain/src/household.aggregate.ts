import { type Brought, householdEvents, type JoinedCitizen, readHouseholdEvent } from '@tung-nha/field-activity-events';
import { type LocalDate, registryOf, type SubjectRef, type UnitId } from '@tung-nha/kernel';
import { household } from './household.decider.js';
import { type HouseholdState, stayOn } from './household.state.js';
import { recordsOf, recordsThatStand } from './standing-records.js';
import { earliest, villageOn } from './standings.js';

/** The rules of a household's stream, with what storing its events needs to know. */
export const householdAggregate = {
  context: 'field-activity',
  decider: household,
  read: readHouseholdEvent,
  definitionOf: registryOf(householdEvents),
  unitOf: (state: HouseholdState): UnitId => currentVillage(state)!,
} as const;

/** The village it lives in by the latest move recorded; undefined before it is registered. */
export function currentVillage({ arrivals }: HouseholdState): UnitId | undefined {
  return villageOn('9999-12-31' as LocalDate, arrivals);
}

/** The members at the end of a day. */
export function membersOn({ citizens }: HouseholdState, day: LocalDate): readonly SubjectRef[] {
  return [...citizens].filter(([, known]) => stayOn(known, day) !== undefined).map(([citizen]) => citizen);
}

/** What a member takes along into another household: all that stands about the person (P1). */
export function takenAlong(state: HouseholdState, citizen: SubjectRef, on: LocalDate): JoinedCitizen | undefined {
  const known = state.citizens.get(citizen);
  if (!known) return undefined;
  const mine = recordsOf(state);
  const brings: Brought = {
    guided: [
      ...(known.brought?.guided ?? []),
      ...mine.flatMap((one) =>
        one.kind === 'guidance' && one.data.citizen === citizen ? [{ skill: one.data.skill, on: one.data.on }] : [],
      ),
    ],
    proficient: [
      ...(known.brought?.proficient ?? []),
      ...mine.flatMap((one) =>
        one.kind === 'confirmation' && one.data.citizen === citizen ? [{ skill: one.data.skill, on: one.data.on }] : [],
      ),
    ],
    accounts: [
      ...(known.brought?.accounts ?? []),
      ...mine.flatMap((one) =>
        one.kind === 'account' && one.data.citizen === citizen
          ? [{ account: one.data.account, state: one.data.state, on: one.data.on }]
          : [],
      ),
    ],
  };
  return { citizen, on, turns14: known.turns14, brings };
}

/** The first day of a visit that stands. */
export const visitedSince = (state: HouseholdState): LocalDate | null =>
  earliest(recordsThatStand(state).visitDays) ?? null;
