import { type RecordId, withdrawalReason } from '@tung-nha/field-activity-events';
import { addDays, type LocalDate } from '@tung-nha/kernel';
import { delayOf } from './calendar.js';
import type { Home } from './home.js';
import type { Chance } from './random.js';
import type { Teller } from './told.js';

/** Returns the day it is told. */
export function withdraw(chance: Chance, teller: Teller, home: Home, record: RecordId, recorded: LocalDate): LocalDate {
  const day = addDays(recorded, 1 + delayOf(chance));
  const reason = chance.pick(withdrawalReason.options);
  teller.atOnce(home.id, day, () => ({ type: 'withdraw-record', record, reason }));
  return day;
}
