import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Asked, DormantTeam, Views } from '@tung-nha/progress-projections';
import { type Level, type UnitRegister, versionOn } from '@tung-nha/units';
import type { Page } from './asking.js';

export const teamLists = ['all', 'dormant', 'leaderless', 'non-compliant'] as const;
export type TeamList = (typeof teamLists)[number];
export const teamLevels = ['district', 'commune', 'village'] as const satisfies readonly Level[];

export interface ListedTeam {
  readonly team: string;
  readonly unit: UnitId;
  readonly level: Level | null;
  readonly establishedOn: LocalDate;
  readonly lastActivityOn: LocalDate | null;
  readonly dormant: boolean;
  /** Since the later of establishment and last activity. */
  readonly idleDays: number;
  readonly leaderless: boolean;
  readonly compliant: boolean;
  readonly consolidated: boolean;
  readonly members: number;
}

/** The teams of these places on a day; those idle for longest come first (T9). */
export function teamList(
  views: Views,
  register: UnitRegister,
  { list, level }: { readonly list: TeamList; readonly level?: Level },
  asked: Asked,
  places: readonly UnitId[],
  { after, limit }: Page,
) {
  const listed = views
    .teamsOn(asked, places)
    .filter((team) => isOn(list, team) && (level === undefined || levelOn(register, team.unit, asked.on) === level))
    .map((team): ListedTeam => ({ ...team, level: levelOn(register, team.unit, asked.on) }))
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const left = after === undefined ? listed : listed.filter((team) => orderOf(team) > after);
  const teams = left.slice(0, limit);
  return { total: listed.length, teams, next: left.length > teams.length ? orderOf(teams.at(-1)!) : null };
}

/** One team as such a list has it, with wherever it ever was; `listed` is null on a day on which it is not in force. */
export function teamOnDay(views: Views, register: UnitRegister, team: string, asked: Asked) {
  const found = views.teamOn(team, asked);
  if (!found) return undefined;
  const { places, standing } = found;
  const unit = standing?.unit ?? places.at(-1)!;
  const level = levelOn(register, unit, asked.on);
  return { places, unit, level, listed: standing ? ({ ...standing, level } satisfies ListedTeam) : null };
}

function levelOn(register: UnitRegister, unit: UnitId, on: LocalDate): Level | null {
  const known = register.units.get(unit);
  return known ? versionOn(known, on).level : null;
}

function isOn(list: TeamList, { dormant, leaderless, compliant }: DormantTeam): boolean {
  switch (list) {
    case 'all':
      return true;
    case 'dormant':
      return dormant;
    case 'leaderless':
      return leaderless;
    case 'non-compliant':
      return !compliant;
  }
}

const LONGEST_DAYS = 1_000_000;
const orderOf = ({ idleDays, team }: Pick<ListedTeam, 'idleDays' | 'team'>) =>
  `${String(LONGEST_DAYS - idleDays).padStart(7, '0')}|${team}`;
