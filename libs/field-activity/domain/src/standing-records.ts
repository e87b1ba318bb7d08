import type { Account, AccountState, Skill } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import type { Citizen, HouseholdRecord, HouseholdState } from './household.state.js';
import type { AccountHeld, CitizenRecords, HouseholdRecords } from './standings.js';

/** The records that stand, as the standings are worked out from them. */
export function recordsThatStand(state: HouseholdState): HouseholdRecords {
  const standing = recordsOf(state);
  return {
    arrivals: state.arrivals,
    closedOn: state.closed?.on ?? null,
    visitDays: [
      ...standing.flatMap((record) => (record.kind === 'visit' ? [record.data.on] : [])),
      ...state.visitedElsewhere,
    ],
    citizens: [...state.citizens].map(([citizen, known]) => citizenRecords(citizen, known, standing)),
    needs: new Map([...state.needs].map(([day, reason]) => [day, reason !== null])),
    assignments: [...state.assignments.values()].map(({ on, to }) => ({ from: on, to: endOf(on, to, state) })),
  };
}

/** An assignment ends with the household's move, whoever forgot to say so (P1). */
function endOf(from: LocalDate, to: LocalDate | null, { arrivals }: HouseholdState): LocalDate | null {
  const moves = [...arrivals.keys()].filter((arrival) => arrival > from).sort();
  const moved = moves[0];
  return moved !== undefined && (to === null || moved < to) ? moved : to;
}

export function recordsOf({ records, withdrawn }: HouseholdState): HouseholdRecord[] {
  return [...records].flatMap(([id, record]) => (withdrawn.has(id) ? [] : [record]));
}

export function citizenRecords(
  citizen: SubjectRef,
  known: Citizen,
  standing: readonly HouseholdRecord[],
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
  for (const { skill, on } of known.brought?.guided ?? []) first(guided, skill, on);
  for (const { skill, on } of known.brought?.proficient ?? []) first(proficient, skill, on);
  for (const { account, state, on } of known.brought?.accounts ?? []) hold(accounts, account, state, on);
  for (const record of standing) {
    if (record.kind === 'visit' || record.kind === 'proxy' || record.data.citizen !== citizen) continue;
    if (record.kind === 'guidance') first(guided, record.data.skill, record.data.on);
    if (record.kind === 'confirmation') first(proficient, record.data.skill, record.data.on);
    if (record.kind === 'account') hold(accounts, record.data.account, record.data.state, record.data.on);
  }
  return {
    citizen,
    stays: [...known.stays].map(([from, to]) => ({ from, to: upTo(to, known.diedOn) })),
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
    say('vneid', state === 'activated');
  } else say(account, state === 'activated');
}
