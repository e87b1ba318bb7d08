import { householdEvents, readHouseholdEvent } from '@tung-nha/field-activity-events';
import { registryOf, type UnitId } from '@tung-nha/kernel';
import { household, type HouseholdState } from './household.decider.js';

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
  const latest = [...arrivals.keys()].sort().at(-1);
  return latest === undefined ? undefined : arrivals.get(latest);
}
