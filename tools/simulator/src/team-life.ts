import { addDays, type LocalDate, type SubjectRef, type TeamId, teamId, type UnitId } from '@tung-nha/kernel';
import type { Position, ReleaseReason, SendingOrganisation, TeamRole } from '@tung-nha/team-organisation-events';
import { anySubject } from './ids.js';
import { Chance } from './random.js';

/** A membership; the day of `to` is no longer part of it. */
export interface SimulatedMember {
  readonly member: SubjectRef;
  readonly role: TeamRole;
  readonly position: Position;
  readonly organisation: SendingOrganisation;
  readonly from: LocalDate;
  to: LocalDate | null;
  reason?: ReleaseReason;
  /** Later in the same team. */
  promoted?: { readonly role: TeamRole; readonly on: LocalDate };
}

export interface SimulatedTeam {
  readonly team: TeamId;
  readonly unit: UnitId;
  readonly level: 'commune' | 'village';
  readonly establishedOn: LocalDate;
  readonly consolidatedOn: LocalDate | null;
  readonly dissolvedOn: LocalDate | null;
  readonly members: readonly SimulatedMember[];
  /** How diligent it is: how often it comes, how much it does. */
  readonly diligence: Diligence;
}

export interface Diligence {
  readonly daysBetweenVisits: number;
  /** Of the households it looks after, how many it knows the members of. */
  readonly knowsMembers: number;
  /** How likely a visit leads to guidance, and guidance to more. */
  readonly teaches: number;
  /** Of the households it knows, in how many it takes one member through everything, before its commune's zeal. */
  readonly teachesAll: number;
  readonly weight: number;
}

/** A third of them were "only set up, not effective". */
const diligences: readonly Diligence[] = [
  { daysBetweenVisits: 420, knowsMembers: 0.58, teaches: 0.66, teachesAll: 0.16, weight: 0.3 },
  { daysBetweenVisits: 800, knowsMembers: 0.3, teaches: 0.45, teachesAll: 0.08, weight: 0.37 },
  { daysBetweenVisits: 3_600, knowsMembers: 0.04, teaches: 0.1, teachesAll: 0.03, weight: 0.33 },
];

export interface TeamSite {
  readonly unit: UnitId;
  readonly level: SimulatedTeam['level'];
  /** Makes the team's id, which is short. */
  readonly number: number;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Days on which all that is told here begins and ends. */
interface Era {
  readonly begin: LocalDate;
  readonly end: LocalDate;
}

/**
 * The life of the team of a unit. `size` shrinks teams where few households are simulated, never below a leader and
 * one more.
 */
export function teamLife(seed: number, { unit, level, number, from, to }: TeamSite, era: Era, size = 1): SimulatedTeam {
  const chance = new Chance(seed, 'team', unit);
  // Those of 2022 and 2023 were there before the first day told of; a commune of 2025 gets its own.
  const establishedOn = from < era.begin ? addDays(from, chance.below(50)) : addDays(from, 1 + chance.below(20));
  const consolidation = consolidationDay(chance);
  const dissolvedOn = to !== null && to <= era.end ? to : null;
  const consolidatedOn =
    establishedOn < consolidation.day && consolidation.takesPlace && (dissolvedOn ?? era.end) > consolidation.day
      ? consolidation.day
      : null;
  const full = level === 'village' ? 4 + chance.below(7) : 10 + chance.below(7);
  const members = firstMembers(chance, level, Math.max(2, Math.round(full * size)), establishedOn);
  changeMembers(chance, members, { begin: addDays(establishedOn, 30), end: dissolvedOn ?? era.end });
  for (const one of members) if (dissolvedOn !== null && one.to === null) one.to = dissolvedOn;
  return {
    team: teamId.parse(`t${level === 'village' ? 'v' : 'c'}-${number}`),
    unit,
    level,
    establishedOn,
    consolidatedOn,
    dissolvedOn,
    members,
    diligence: diligenceOf(new Chance(seed, 'diligence', unit)),
  };
}

/** Who may go to a household that day. */
export function membersOn({ members }: SimulatedTeam, day: LocalDate): SimulatedMember[] {
  return members.filter(({ from, to }) => from <= day && (to === null || day < to));
}

export const isInForce = ({ establishedOn, dissolvedOn }: SimulatedTeam, day: LocalDate) =>
  establishedOn <= day && (dissolvedOn === null || day < dissolvedOn);

/** Due by 2023-08-31 (BG 2.9a): most on time, some late, some never. */
function consolidationDay(chance: Chance): { day: LocalDate; takesPlace: boolean } {
  const luck = chance.next();
  if (luck < 0.62) return { day: addDays('2023-06-15' as LocalDate, chance.below(78)), takesPlace: true };
  if (luck < 0.87) return { day: addDays('2023-09-01' as LocalDate, chance.below(210)), takesPlace: true };
  return { day: '2023-09-01' as LocalDate, takesPlace: false };
}

type Post = Pick<SimulatedMember, 'role' | 'position' | 'organisation'>;
const post = (role: TeamRole, position: Position, organisation: SendingOrganisation): Post => ({
  role,
  position,
  organisation,
});
/** By the policy of 2023: who leads, who deputises, who else. */
const posts: Readonly<Record<SimulatedTeam['level'], readonly Post[]>> = {
  commune: [
    post('leader', 'commune-chair', 'commune-committee'),
    post('deputy', 'head-of-commune-police', 'police'),
    post('deputy', 'commune-youth-union-secretary', 'youth-union'),
  ],
  village: [
    post('leader', 'head-of-village', 'village'),
    post('deputy', 'village-police-officer', 'police'),
    post('deputy', 'village-youth-union-secretary', 'youth-union'),
  ],
};
const others: readonly Post[] = [
  post('member', 'mass-organisation-official', 'fatherland-front'),
  post('member', 'womens-union-official', 'womens-union'),
  post('member', 'farmers-association-official', 'farmers-association'),
  post('member', 'teacher', 'school'),
  post('member', 'post-staff', 'post'),
  post('member', 'telecom-staff', 'telecom'),
  post('member', 'bank-staff', 'bank'),
  post('member', 'citizen', 'none'),
];

function firstMembers(chance: Chance, level: SimulatedTeam['level'], size: number, from: LocalDate): SimulatedMember[] {
  const leading = posts[level].slice(0, Math.min(size, chance.happens(0.85) ? 3 : 2));
  const rest = Array.from({ length: size - leading.length }, () => chance.pick(others));
  return [...leading, ...rest].map((held) => ({ ...held, member: anySubject(chance), from, to: null }));
}

/** Some leave, some of those are replaced; some teams lose their leader, for a while or for good. */
function changeMembers(chance: Chance, members: SimulatedMember[], { begin, end }: Era): void {
  const days = Math.round((Date.parse(end) - Date.parse(begin)) / 86_400_000);
  if (days < 30) return;
  const leader = members[0]!;
  const luck = chance.next();
  if (luck < 0.2) {
    leader.to = addDays(begin, chance.below(days));
    leader.reason = 'left-office';
    const deputy = members[1]!;
    if (luck >= 0.05) deputy.promoted = { role: 'leader', on: addDays(leader.to, luck < 0.12 ? 0 : 10) };
    if (deputy.promoted && deputy.promoted.on >= end) delete deputy.promoted;
  }
  for (const one of members.slice(2)) {
    if (!chance.happens(0.12)) continue;
    one.to = addDays(begin, chance.below(days));
    one.reason = chance.pick(['moved-away', 'own-wish', 'replaced', 'transferred']);
    if (chance.happens(0.5)) {
      const { role, position, organisation } = one;
      members.push({ role, position, organisation, member: anySubject(chance), from: one.to, to: null });
    }
  }
}

function diligenceOf(chance: Chance): Diligence {
  let left = chance.next();
  return diligences.find(({ weight }) => (left -= weight) < 0) ?? diligences[0]!;
}
