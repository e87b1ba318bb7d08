import { activity, type RecordId } from '@tung-nha/field-activity-events';
import { addDays, type LocalDate } from '@tung-nha/kernel';
import type { Home } from './home.js';
import { anyRecord } from './ids.js';
import type { Party } from './party.js';
import type { Chance } from './random.js';
import { teach } from './teaching.js';
import type { Teller } from './told.js';
import { withdraw } from './withdrawing.js';

const WITHDRAWN = 0.02;
/** Of what is withdrawn, so much is told once more, as it was. */
const TOLD_ANEW = 0.4;

/** Somebody of the team comes to the door, and what comes of it. */
export function visit(chance: Chance, teller: Teller, home: Home, party: Party, on: LocalDate): void {
  const record = anyRecord(chance);
  const activities = [chance.pick(activity.options)];
  const { team, members } = party;
  const told = (as: RecordId) => (today: LocalDate) =>
    ({ type: 'visit-household', visit: { visit: as, on, team: team.team, members, activities }, today }) as const;
  if (home.movedUnsaid) {
    // The old team still comes; nothing more is made of it, and it is told before the move is.
    teller.atOnce(home.id, on, told(record));
    return;
  }
  const recorded = teller.byPhone(home.id, on, told(record));
  if (recorded && chance.happens(WITHDRAWN)) {
    const day = withdraw(chance, teller, home, record, recorded);
    if (chance.happens(TOLD_ANEW)) teller.byPhone(home.id, on, told(anyRecord(chance)), addDays(day, 1));
  }
  if (home.assignment !== undefined && home.needsCare && chance.happens(0.6)) {
    const proxy = { proxy: anyRecord(chance), on, team: team.team, members };
    teller.byPhone(home.id, on, (today) => ({ type: 'act-for-household', proxy, today }));
  }
  teach(chance, teller, home, party, on);
}
