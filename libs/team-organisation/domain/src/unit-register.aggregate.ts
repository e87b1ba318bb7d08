import { registryOf, type UnitId } from '@tung-nha/kernel';
import { readUnitRegisterEvent, unitRegisterEvents } from '@tung-nha/team-organisation-events';
import { unitRegister } from './unit-register.decider.js';

/** The country, which no list gives a unit for: what the register's own events say they belong to. */
const COUNTRY = 'vietnam' as UnitId;

export const unitRegisterAggregate = {
  context: 'team-organisation',
  decider: unitRegister,
  read: readUnitRegisterEvent,
  definitionOf: registryOf(unitRegisterEvents),
  unitOf: () => COUNTRY,
} as const;
