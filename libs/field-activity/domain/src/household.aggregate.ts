import { householdEvents, readHouseholdEvent } from '@tung-nha/field-activity-events';
import { type LocalDate, registryOf, type UnitId } from '@tung-nha/kernel';
import { household } from './household.decider.js';
import type { HouseholdState } from './household.state.js';
import { villageOn } from './standings.js';

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
