import type { Citizen, Day, Household, PersonalRecord, Record_, Records } from './records.js';

// By the definitions of DOMAIN P1, one household and one day at a time, as somebody with a card index would do it.

const skills = [
  'online-public-services',
  'online-shopping',
  'online-payment',
  'online-self-protection',
  'local-platforms',
];

const ofSkills = (what: string) => skills.map((_, index) => `households.skill.${index + 1}.${what}`);
export const stocks: readonly string[] = [
  ...['households.total', 'households.visited', ...ofSkills('guided'), ...ofSkills('proficient')],
  ...['households.all-skills.guided', 'households.all-skills.proficient', 'households.complete'],
  ...['households.vneid', 'households.public-service', 'households.payment'],
  ...['households.assigned', 'households.in-care', 'households.needs-care'],
  ...['citizens.eligible', 'citizens.chip-card', 'citizens.vneid-registered', 'citizens.vneid'],
];
export const flows: readonly string[] = ['visits.count', 'guidance.count', 'proxy.count'];

/** Figures counted of a household on the day. */
export type Counts = Map<string, number>;

export interface When {
  /** The end of this day. */
  readonly on: Day;
  /** As was recorded by the end of this day. */
  readonly known: Day;
}

/** Where it lived at the end of a day, told by `known`; undefined before it was registered. */
export function villageOn({ arrivals }: Household, { on, known }: When): string | undefined {
  let last: { on: Day; village: string } | undefined;
  for (const arrival of arrivals)
    if (arrival.known <= known && arrival.on <= on && (!last || arrival.on >= last.on)) last = arrival;
  return last?.village;
}

/** The village in which it stands, neither closed nor merged away; undefined where it does not. */
export function standsIn(home: Household, when: When): string | undefined {
  const last = home.closings.findLast(({ known }) => known <= when.known);
  if (last && last.on !== null && last.on <= when.on) return undefined;
  return villageOn(home, when);
}

const holds = ({ on, known, withdrawn }: Record_, when: When) =>
  on <= when.on && known <= when.known && (withdrawn === null || withdrawn > when.known);

/** Stocks: what the household counts in, and its citizens, at the end of the day. */
export function stocksOf(records: Records, home: Household, when: When): Counts {
  const counts: Counts = new Map([['households.total', 1]]);
  const say = (figure: string, does: boolean) => does && counts.set(figure, 1);
  const members = membersOn(home, when).map(({ citizen, turns14 }) => ({
    of14: turns14 === 'earlier' || Number(turns14) <= Number(when.on.slice(0, 4)),
    knows: records.citizens.get(citizen) ?? nothing,
  }));
  const guided = (one: { knows: Citizen }, skill: string) => said(one.knows.guided, skill, when);
  const proficient = (one: { knows: Citizen }, skill: string) => said(one.knows.confirmed, skill, when);
  const has = (one: { knows: Citizen }, account: string) => accountOn(one.knows, account, when) === 'activated';

  say('households.visited', isVisited(records, home, when));
  for (const [index, skill] of skills.entries()) {
    say(
      `households.skill.${index + 1}.guided`,
      members.some((one) => guided(one, skill)),
    );
    say(
      `households.skill.${index + 1}.proficient`,
      members.some((one) => proficient(one, skill)),
    );
  }
  say(
    'households.all-skills.guided',
    members.some((one) => skills.every((skill) => guided(one, skill))),
  );
  const knowsAll = members.filter((one) => skills.every((skill) => proficient(one, skill)));
  say('households.all-skills.proficient', knowsAll.length > 0);
  const grown = members.filter(({ of14 }) => of14);
  for (const account of ['vneid', 'public-service', 'payment'])
    say(
      `households.${account}`,
      grown.some((one) => has(one, account)),
    );
  say(
    'households.complete',
    knowsAll.some((one) => one.of14 && has(one, 'vneid') && has(one, 'public-service')),
  );

  const assigned = isAssigned(home, when);
  const needs = home.needs.filter(({ on, known }) => on <= when.on && known <= when.known);
  const unable = needs.reduce((last, need) => (last && last.on > need.on ? last : need), needs[0])?.needs ?? false;
  say('households.assigned', assigned);
  say('households.in-care', unable && assigned);
  say('households.needs-care', unable && !assigned);

  const citizens = (figure: string, n: number) => n > 0 && counts.set(figure, n);
  citizens('citizens.eligible', grown.length);
  citizens('citizens.chip-card', grown.filter((one) => has(one, 'chip-card')).length);
  citizens('citizens.vneid', grown.filter((one) => has(one, 'vneid')).length);
  const registered = grown.filter((one) => ['registered', 'activated'].includes(accountOn(one.knows, 'vneid', when)));
  citizens('citizens.vneid-registered', registered.length);
  return counts;
}

const nothing: Citizen = { guided: [], confirmed: [], accounts: [] };

/** Resident and alive at the end of the day. */
function membersOn({ steps }: Household, { on, known }: When): { citizen: string; turns14: string }[] {
  const told = steps.filter((step) => step.known <= known);
  const stays: { citizen: string; turns14: string; from: Day; to: Day | null }[] = [];
  for (const { citizen, what, on: day, turns14 } of told)
    if (what === 'joined') stays.push({ citizen, turns14, from: day, to: null });
    else
      for (const stay of stays)
        if (stay.citizen === citizen && stay.from <= day && (stay.to === null || day < stay.to)) stay.to = day;
  return stays.filter(({ from, to }) => from <= on && (to === null || on < to));
}

const said = (records: readonly PersonalRecord[], of: string, when: When) =>
  records.some((record) => record.of === of && holds(record, when));

/** The state last said; of two said for one day the one that says more. */
function accountOn({ accounts }: Citizen, account: string, when: When): string {
  const more = ['closed', 'registered', 'activated'];
  let last: PersonalRecord | undefined;
  for (const record of accounts) {
    if (record.of !== account || !holds(record, when)) continue;
    const later = !last || record.on > last.on;
    if (later || (record.on === last!.on && more.indexOf(record.state) > more.indexOf(last!.state))) last = record;
  }
  return last?.state ?? 'none';
}

/** By a visit of its own, or of a household that went up in it by then. */
function isVisited(records: Records, home: Household, when: When): boolean {
  if (home.visits.some((visit) => holds(visit, when))) return true;
  return home.mergedIn.some(
    ({ from, on, known }) => on <= when.on && known <= when.known && isVisited(records, records.household(from), when),
  );
}

/** Ends with what is said of it, or with the household's move. */
function isAssigned({ assigned, arrivals }: Household, when: When): boolean {
  return assigned.some(({ on, known, ended }) => {
    if (on > when.on || known > when.known) return false;
    if (ended.some((end) => end.known <= when.known && end.on <= when.on)) return false;
    return !arrivals.some((moved) => moved.known <= when.known && moved.on > on && moved.on <= when.on);
  });
}

/** Flows from a day on, each where the household lived that day. */
export function flowsOf(
  home: Household,
  from: Day,
  when: When,
  count: (figure: string, village: string) => void,
): void {
  const made = { 'visits.count': home.visits, 'guidance.count': home.guidance, 'proxy.count': home.proxies };
  for (const [figure, records] of Object.entries(made))
    for (const record of records) {
      if (record.on < from || !holds(record, when)) continue;
      const village = villageOn(home, { on: record.on, known: when.known });
      if (village !== undefined) count(figure, village);
    }
}
