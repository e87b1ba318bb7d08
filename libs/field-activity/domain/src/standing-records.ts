import type { Account, AccountState, RecordId, Skill } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import { recordsByCitizen } from './brought.js';
import type { BroughtRecord } from './brought-records.js';
import type { Citizen, HouseholdState } from './household.state.js';
import { type AccountHeld, type CitizenRecords, earliest, type HouseholdRecords } from './standings.js';

/** The records that stand, as the standings are worked out from them. */
export function recordsThatStand(state: HouseholdState): HouseholdRecords {
  const ofCitizens = recordsByCitizen(state);
  return {
    arrivals: state.arrivals,
    closedOn: state.closed?.on ?? null,
    visitDays: [
      ...ownVisits(state),
      // Until then the other household counted as visited itself; this one does from the day it took it in.
      ...[...state.mergedFrom.values()].flatMap(({ on, visitedSince }) =>
        visitedSince === null ? [] : [visitedSince > on ? visitedSince : on],
      ),
    ],
    citizens: [...state.citizens].map(([citizen, known]) =>
      citizenRecords(citizen, known, ofCitizens.get(citizen) ?? []),
    ),
    needs: new Map([...state.needs].map(([day, reason]) => [day, reason !== null])),
    assignments: [...state.assignments.values()].map(({ on, to }) => ({ from: on, to: endOf(on, to, state) })),
  };
}

/** The first day of a visit that stands, of this household or of one that went up in it. */
export function visitedSince(state: HouseholdState): LocalDate | null {
  const merged = [...state.mergedFrom.values()].flatMap((other) => other.visitedSince ?? []);
  return earliest([...ownVisits(state), ...merged]) ?? null;
}

function ownVisits({ records, withdrawn }: HouseholdState): LocalDate[] {
  const days: LocalDate[] = [];
  for (const [id, { kind, data }] of records) if (kind === 'visit' && !withdrawn.has(id)) days.push(data.on);
  return days;
}

/** An assignment ends with the household's move, whoever forgot to say so (P1). */
function endOf(from: LocalDate, to: LocalDate | null, { arrivals }: HouseholdState): LocalDate | null {
  const homes = [...arrivals].sort(([one], [other]) => (one < other ? -1 : 1));
  const moved = homes.find(([arrival, village], at) => arrival > from && village !== homes[at - 1]?.[1])?.[0];
  return moved !== undefined && (to === null || moved < to) ? moved : to;
}

function citizenRecords(
  citizen: SubjectRef,
  known: Citizen,
  records: readonly (readonly [RecordId, BroughtRecord])[],
): CitizenRecords {
  const guided: Partial<Record<Skill, LocalDate>> = {};
  const proficient: Partial<Record<Skill, LocalDate>> = {};
  const accounts = {
    'chip-card': new Map<LocalDate, boolean>(),
    'vneid-registered': new Map<LocalDate, boolean>(),
    vneid: new Map<LocalDate, boolean>(),
    'public-service': new Map<LocalDate, boolean>(),
    payment: new Map<LocalDate, boolean>(),
  };
  for (const [, said] of records) {
    if (said.kind === 'account') hold(accounts, said.account, said.state, said.on);
    else first(said.kind === 'guidance' ? guided : proficient, said.skill, said.on);
  }
  return {
    citizen,
    stays: [...known.stays].map(([from, end]) => ({ from, to: upTo(end?.on ?? null, known.diedOn) })),
    eligibleFrom: (known.turns14 === 'earlier' ? '1900-01-01' : `${known.turns14}-01-01`) as LocalDate,
    guided,
    proficient,
    accounts,
  };
}

const upTo = (to: LocalDate | null, died: LocalDate | null) =>
  died !== null && (to === null || died < to) ? died : to;

function first(days: Partial<Record<Skill, LocalDate>>, skill: Skill, on: LocalDate): void {
  const known = days[skill];
  if (known === undefined || on < known) days[skill] = on;
}

/** Two statements of one day: the one that says more stands, whatever came first. */
function hold(
  accounts: Record<AccountHeld, Map<LocalDate, boolean>>,
  account: Account,
  state: AccountState,
  on: LocalDate,
): void {
  const say = (held: AccountHeld, does: boolean) => accounts[held].set(on, does || (accounts[held].get(on) ?? false));
  if (account === 'vneid') {
    say('vneid-registered', state !== 'closed');
    // A registration told after the activation takes nothing from it.
    if (state !== 'registered') say('vneid', state === 'activated');
  } else say(account, state === 'activated');
}
