import { activity, type RecordId, withdrawalReason } from '@tung-nha/field-activity-events';
import { addDays, type LocalDate, type SubjectRef } from '@tung-nha/kernel';
import { delayOf } from './calendar.js';
import type { Home, Surroundings } from './home.js';
import { anyRecord } from './ids.js';
import type { Chance } from './random.js';
import { teach } from './teaching.js';
import { membersOn, type SimulatedTeam } from './team-life.js';
import type { Teller } from './told.js';

/** Who goes: the team, and who of it. */
export interface Party {
  readonly team: SimulatedTeam;
  readonly members: SubjectRef[];
}

const BY_THE_COMMUNE = 0.08;
const WITHDRAWN = 0.02;
/** Of what is withdrawn, so much is told once more, as it was. */
const TOLD_ANEW = 0.4;

export function partyFor(chance: Chance, around: Surroundings, home: Home, on: LocalDate): Party | undefined {
  const teams = around.teamsOf(home.village, on);
  const team = chance.happens(BY_THE_COMMUNE) ? teams.at(-1) : teams[0];
  const members = team ? membersOn(team, on) : [];
  if (!team || members.length === 0) return undefined;
  const first = chance.below(members.length);
  const both = chance.happens(0.35) && members.length > 1 ? [first, (first + 1) % members.length] : [first];
  return { team, members: both.map((at) => members[at]!.member) };
}

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

/** Returns the day it is told. */
export function withdraw(chance: Chance, teller: Teller, home: Home, record: RecordId, recorded: LocalDate): LocalDate {
  const day = addDays(recorded, 1 + delayOf(chance));
  const reason = chance.pick(withdrawalReason.options);
  teller.atOnce(home.id, day, () => ({ type: 'withdraw-record', record, reason }));
  return day;
}
