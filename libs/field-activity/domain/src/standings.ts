import {
  type CitizenStanding,
  citizenStandings,
  type Interval,
  type Skill,
  skills,
  type Standing,
  standings,
} from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef, UnitId } from '@tung-nha/kernel';

/** What is known of one member: first days of what holds for good, and the states of accounts by day. */
export interface CitizenRecords {
  readonly citizen: SubjectRef;
  readonly stays: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
  /** The first day on which one counts as 14 or older. */
  readonly eligibleFrom: LocalDate;
  readonly guided: Readonly<Partial<Record<Skill, LocalDate>>>;
  readonly proficient: Readonly<Partial<Record<Skill, LocalDate>>>;
  /** Per account, day → whether it is registered or active from then on. In any order: records come late. */
  readonly accounts: Readonly<Record<AccountHeld, ReadonlyMap<LocalDate, boolean>>>;
}
export type AccountHeld = 'chip-card' | 'vneid-registered' | 'vneid' | 'public-service' | 'payment';

/** The records of one household that stand: what was withdrawn is not among them. */
export interface HouseholdRecords {
  /** Day of arrival → village, the registration included. In any order: records come late. */
  readonly arrivals: ReadonlyMap<LocalDate, UnitId>;
  readonly closedOn: LocalDate | null;
  readonly visitDays: readonly LocalDate[];
  readonly citizens: readonly CitizenRecords[];
  /** Day → whether nobody in the household is able from then on. */
  readonly needs: ReadonlyMap<LocalDate, boolean>;
  readonly assignments: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
}

export type Held<Name extends string> = ReadonlyMap<Name, readonly Interval[]>;

export interface Standings {
  readonly household: Held<Standing>;
  readonly citizens: ReadonlyMap<SubjectRef, Held<CitizenStanding>>;
}

/**
 * Every standing, worked out from nothing but the records (A3): on each day on which anything can change what holds is
 * looked at anew, and equal neighbours are joined. So the same records have one way to be said.
 */
export function standingsOf(records: HouseholdRecords): Standings {
  const days = [...new Set(daysOf(records))].sort();
  const household = new Map<Standing, Interval[]>();
  const citizens = new Map(records.citizens.map(({ citizen }) => [citizen, new Map<CitizenStanding, Interval[]>()]));
  const firstVisit = earliest(records.visitDays);

  for (const day of days) {
    const village = records.closedOn !== null && records.closedOn <= day ? undefined : villageOn(day, records.arrivals);
    const members = village === undefined ? [] : records.citizens.filter((one) => isMember(one, day));
    const ofHousehold = village === undefined ? none : new Set(householdOn(day, records, members, firstVisit));
    for (const standing of standings) extend(household, standing, day, ofHousehold.has(standing) ? village : undefined);
    for (const one of records.citizens) {
      const holds = members.includes(one) ? citizenOn(day, one) : [];
      for (const standing of citizenStandings)
        extend(citizens.get(one.citizen)!, standing, day, holds.includes(standing) ? village : undefined);
    }
  }
  return { household, citizens };
}

const none: ReadonlySet<Standing> = new Set();

function householdOn(
  day: LocalDate,
  { needs, assignments }: HouseholdRecords,
  members: readonly CitizenRecords[],
  firstVisit: LocalDate | undefined,
): Standing[] {
  const by = (first: LocalDate | undefined) => first !== undefined && first <= day;
  const assigned = assignments.some(({ from, to }) => from <= day && (to === null || day < to));
  const unable = latestUpTo(day, needs) ?? false;
  const adults = members.filter((one) => one.eligibleFrom <= day);
  const has = (account: AccountHeld) => (one: CitizenRecords) => latestUpTo(day, one.accounts[account]) ?? false;
  const all = (known: CitizenRecords['guided']) => skills.every((skill) => by(known[skill]));

  const holds: Standing[] = ['total'];
  const say = (standing: Standing, does: boolean) => does && holds.push(standing);
  say('visited', by(firstVisit));
  for (const skill of skills) {
    say(
      `skill.${skill}.guided`,
      members.some((one) => by(one.guided[skill])),
    );
    say(
      `skill.${skill}.proficient`,
      members.some((one) => by(one.proficient[skill])),
    );
  }
  say(
    'all-skills.guided',
    members.some((one) => all(one.guided)),
  );
  say(
    'all-skills.proficient',
    members.some((one) => all(one.proficient)),
  );
  say('vneid', adults.some(has('vneid')));
  say('public-service', adults.some(has('public-service')));
  say('payment', adults.some(has('payment')));
  // One and the same member: the directive's goal (P1).
  say(
    'complete',
    adults.some((one) => all(one.proficient) && has('vneid')(one) && has('public-service')(one)),
  );
  say('assigned', assigned);
  say('in-care', unable && assigned);
  say('needs-care', unable && !assigned);
  return holds;
}

function citizenOn(day: LocalDate, one: CitizenRecords): CitizenStanding[] {
  // Shares are of those who are eligible: nobody else is counted.
  if (one.eligibleFrom > day) return [];
  const held = (['chip-card', 'vneid-registered', 'vneid'] as const).filter((account) =>
    latestUpTo(day, one.accounts[account]),
  );
  return ['eligible', ...held];
}

/** The village a household lives in at the end of a day; undefined before it is registered. */
export function villageOn(day: LocalDate, arrivals: ReadonlyMap<LocalDate, UnitId>): UnitId | undefined {
  return latestUpTo(day, arrivals);
}

const isMember = ({ stays }: CitizenRecords, day: LocalDate) =>
  stays.some(({ from, to }) => from <= day && (to === null || day < to));

/** The days on which anything can begin or end. */
function daysOf({ arrivals, closedOn, visitDays, citizens, needs, assignments }: HouseholdRecords): LocalDate[] {
  const firstVisit = earliest(visitDays);
  const days: (LocalDate | null | undefined)[] = [
    ...arrivals.keys(),
    closedOn,
    firstVisit,
    ...needs.keys(),
    ...assignments.flatMap(({ from, to }) => [from, to]),
    ...citizens.flatMap(({ stays, eligibleFrom, guided, proficient, accounts }) => [
      ...stays.flatMap(({ from, to }) => [from, to]),
      eligibleFrom,
      ...Object.values(guided),
      ...Object.values(proficient),
      ...Object.values(accounts).flatMap((states) => [...states.keys()]),
    ]),
  ];
  return days.filter((day) => day != null);
}

/** Goes on with the last interval, ends it, or begins one. */
function extend<Name extends string>(
  held: Map<Name, Interval[]>,
  name: Name,
  day: LocalDate,
  village: UnitId | undefined,
): void {
  const known = held.get(name);
  const last = known?.at(-1);
  if (last && last.to === null) {
    if (last.village === village) return;
    known![known!.length - 1] = { ...last, to: day };
  }
  if (village === undefined) return;
  const begun = { village, from: day, to: null };
  if (known) known.push(begun);
  else held.set(name, [begun]);
}

/** What was last said by the end of the day. */
function latestUpTo<Value>(day: LocalDate, said: ReadonlyMap<LocalDate, Value>): Value | undefined {
  let latest: LocalDate | undefined;
  for (const from of said.keys()) if (from <= day && (latest === undefined || from > latest)) latest = from;
  return latest === undefined ? undefined : said.get(latest);
}

export function earliest(days: readonly LocalDate[]): LocalDate | undefined {
  let first: LocalDate | undefined;
  for (const day of days) if (first === undefined || day < first) first = day;
  return first;
}
