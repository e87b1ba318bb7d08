import type { EventStore } from '@tung-nha/event-store';
import type { LocalDate, UnitId } from '@tung-nha/kernel';
import { addDays } from '@tung-nha/kernel';
import { authorityOver, establishTeam, homeOf, type TeamCommand } from '@tung-nha/team-organisation-domain';
import type { Decision } from '@tung-nha/team-organisation-events';
import { CommandTeams, CommandTeamsHandler, type TeamIntent } from '@tung-nha/team-organisation-service';
import type { UnitRegister } from '@tung-nha/units';
import type { Span } from './calendar.js';
import { Chance } from './random.js';
import { requestOf } from './request.js';
import { playSideBySide, type Queued } from './side-by-side.js';
import type { SimulatedTeam } from './team-life.js';

interface ToldOfTeam extends Queued {
  readonly intent: TeamIntent;
}

/** Establishes the teams by decision and plays what becomes of them; taken up where it was stopped. */
export async function playTeams(
  store: EventStore,
  register: UnitRegister,
  teams: readonly SimulatedTeam[],
  { seed, to }: Pick<Span, 'to'> & { readonly seed: number },
): Promise<void> {
  const handler = new CommandTeamsHandler(store);
  const told = teams.flatMap((team) => toldOf(register, team, new Chance(seed, 'told', team.unit), to));
  await playSideBySide(told, async ({ intent, queue, recorded }) => {
    await handler.execute(new CommandTeams([intent], requestOf(`${seed} ${queue} ${recorded}`, recorded)));
  });
}

/** At most one request a day for a team, each a few days after what it tells. */
function toldOf(register: UnitRegister, team: SimulatedTeam, chance: Chance, until: LocalDate): ToldOfTeam[] {
  const told: ToldOfTeam[] = [];
  const homeCommune = homeOf(register, team.unit, team.establishedOn);
  const days = [...factsOf(register, team, chance)].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [on, commandsOf] of days) {
    const last = told.at(-1)?.recorded;
    const soon = addDays(on, chance.below(4));
    const recorded = last !== undefined && soon <= last ? addDays(last, 1) : soon;
    if (recorded > until) break;
    const command = { type: 'together', commands: commandsOf.map((of) => of(recorded)) } as const;
    told.push({ recorded, queue: team.team, intent: { team: team.team, homeCommune, command } });
  }
  return told;
}

type Told = (today: LocalDate) => TeamCommand;

/** What happened to the team, by the day on which it did. */
function factsOf(register: UnitRegister, team: SimulatedTeam, chance: Chance): ReadonlyMap<LocalDate, Told[]> {
  const { unit, establishedOn, consolidatedOn, dissolvedOn, members } = team;
  const facts = new Map<LocalDate, Told[]>();
  const put = (on: LocalDate, told: Told) => facts.set(on, [...(facts.get(on) ?? []), told]);
  const decided = (on: LocalDate) => decisionOf(register, unit, on, chance);
  const established = decided(establishedOn);
  put(establishedOn, (today) => establishTeam(register, { unit, decision: established, on: establishedOn, today }));
  for (const { member, role, position, organisation, from, to, reason, promoted } of members) {
    const appointment = { member, role, position, organisation, on: from };
    if (reason && to) put(to, (today) => ({ type: 'release-member', member, reason, on: to, today }));
    put(from, (today) => ({ type: 'appoint-member', appointment, today }));
    if (promoted) put(promoted.on, (today) => ({ type: 'change-role', member, ...promoted, today }));
  }
  const end = (type: 'consolidate-team' | 'dissolve-team', on: LocalDate) => {
    const decision = decided(on);
    put(on, (today) => ({ type, decision, authority: decision.issuingUnit!, on, today }));
  };
  if (consolidatedOn) end('consolidate-team', consolidatedOn);
  if (dissolvedOn) end('dissolve-team', dissolvedOn);
  return facts;
}

/** Of the commune that decides on the team that day, signed by its chair or for it. */
function decisionOf(register: UnitRegister, unit: UnitId, on: LocalDate, chance: Chance): Decision {
  return {
    number: `${1 + chance.below(400)}/QĐ-UBND`,
    date: on,
    office: 'commune-chair',
    capacity: chance.happens(0.8) ? 'own-right' : 'for-the-chair',
    issuingUnit: authorityOver(register, unit, on) ?? unit,
  };
}
