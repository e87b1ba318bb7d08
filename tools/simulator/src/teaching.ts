import {
  basis,
  type Account,
  type AccountState,
  guidanceMode,
  type Skill,
  skills,
} from '@tung-nha/field-activity-events';
import type { LocalDate } from '@tung-nha/kernel';
import type { Home } from './home.js';
import { anyRecord } from './ids.js';
import type { Party } from './party.js';
import { isOfAge, learnerOf, type Person } from './person.js';
import type { Chance } from './random.js';
import type { Teller } from './told.js';
import { withdraw } from './withdrawing.js';

const GUIDANCE_WITHDRAWN = 0.015;

/** Guidance, confirmation and accounts of one visit. */
export function teach(chance: Chance, teller: Teller, home: Home, party: Party, on: LocalDate): void {
  const person = learnerOf(chance, home.people, on);
  if (!person) return;
  const teaching = { chance, teller, home, party, person, on };
  const { teaches } = party.team.diligence;
  if (home.taughtAll) {
    for (const skill of skills) if (!person.guided.has(skill)) guide(teaching, skill);
    for (const skill of skills) if (person.guided.has(skill) && chance.happens(0.75)) confirm(teaching, skill);
    for (let step = 0; step < 4; step += 1) openNext(teaching);
    return;
  }
  if (chance.happens(teaches)) {
    const open = skills.filter((skill) => !person.guided.has(skill));
    guide(teaching, chance.pick(open.length > 0 ? open : skills));
  }
  const learnt = [...person.guided].find((skill) => !person.proficient.has(skill));
  if (learnt && chance.happens(teaches * 0.3)) confirm(teaching, learnt);
  if (chance.happens(teaches * 0.3)) openNext(teaching);
}

interface Teaching {
  readonly chance: Chance;
  readonly teller: Teller;
  readonly home: Home;
  readonly party: Party;
  readonly person: Person;
  readonly on: LocalDate;
}

function guide({ chance, teller, home, party, person, on }: Teaching, skill: Skill): void {
  const id = anyRecord(chance);
  const guidance = {
    guidance: id,
    on,
    citizen: person.ref,
    skill,
    mode: chance.pick(guidanceMode.options),
    team: party.team.team,
    members: [...party.members],
  };
  const recorded = teller.byPhone(home.id, on, (today) => ({ type: 'guide-citizen', guidance, today }));
  if (!recorded) return;
  person.guided.add(skill);
  if (chance.happens(GUIDANCE_WITHDRAWN)) withdraw(chance, teller, home, id, recorded);
}

function confirm({ chance, teller, home, person, on }: Teaching, skill: Skill): void {
  if (person.proficient.has(skill)) return;
  const confirmation = {
    confirmation: anyRecord(chance),
    on,
    citizen: person.ref,
    skill,
    basis: chance.pick(basis.options),
  };
  const recorded = teller.byPhone(home.id, on, (today) => ({ type: 'confirm-proficiency', confirmation, today }));
  if (recorded) person.proficient.add(skill);
}

/** From the card to the wallet, one after the other; seldom is one closed again. */
const steps: readonly { readonly held: string; readonly account: Account; readonly state: AccountState }[] = [
  { held: 'chip-card', account: 'chip-card', state: 'activated' },
  { held: 'vneid-registered', account: 'vneid', state: 'registered' },
  { held: 'vneid', account: 'vneid', state: 'activated' },
  { held: 'public-service', account: 'public-service', state: 'activated' },
  { held: 'payment', account: 'payment', state: 'activated' },
];
const SKIPS_THE_REGISTRATION = 0.5;
const CLOSED_AGAIN = 0.04;

function openNext({ chance, teller, home, person, on }: Teaching): void {
  if (!isOfAge(person, on)) return;
  if (chance.happens(SKIPS_THE_REGISTRATION)) person.accounts.add('vneid-registered');
  const next = steps.find(({ held }) => !person.accounts.has(held as never));
  const closing = person.accounts.has('vneid') && chance.happens(CLOSED_AGAIN);
  if (!next && !closing) return;
  const { account, state } = closing || !next ? ({ account: 'vneid', state: 'closed' } as const) : next;
  const level = account === 'vneid' && state === 'activated' ? (chance.happens(0.8) ? 2 : 1) : null;
  const statement = { statement: anyRecord(chance), on, citizen: person.ref, account, state, level } as const;
  if (!teller.byPhone(home.id, on, (today) => ({ type: 'state-account', statement, today }))) return;
  if (closing) person.accounts.delete('vneid');
  else person.accounts.add(next!.held as never);
}
