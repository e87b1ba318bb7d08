import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import type { Home, Surroundings } from './home.js';
import type { Chance } from './random.js';
import { membersOn, type SimulatedTeam } from './team-life.js';

/** Who goes: the team, and who of it. */
export interface Party {
  readonly team: SimulatedTeam;
  readonly members: SubjectRef[];
}

const BY_THE_COMMUNE = 0.08;

export function partyFor(chance: Chance, around: Surroundings, home: Home, on: LocalDate): Party | undefined {
  const teams = around.teamsOf(home.village, on);
  const team = chance.happens(BY_THE_COMMUNE) ? teams.at(-1) : teams[0];
  const members = team ? membersOn(team, on) : [];
  if (!team || members.length === 0) return undefined;
  const first = chance.below(members.length);
  const both = chance.happens(0.35) && members.length > 1 ? [first, (first + 1) % members.length] : [first];
  return { team, members: both.map((at) => members[at]!.member) };
}
