import { dayFromNumber, dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { figureOf } from '@tung-nha/progress-figures';
import type { TeamDocument } from './documents.js';
import { type Sum, sumsIn } from './packed-rows.js';

/** A team as it stood at the end of a day, as known on another. */
export interface TeamOnDay {
  readonly team: string;
  readonly unit: UnitId;
  /** The day from which it has stood without a break. */
  readonly establishedOn: LocalDate;
  /** Of its last activity by then that stands; null where there is none. */
  readonly lastActivityOn: LocalDate | null;
  readonly leaderless: boolean;
  readonly compliant: boolean;
  readonly consolidated: boolean;
  readonly members: number;
  /** Days from the later of establishment and last activity to the day asked. */
  readonly idleDays: number;
}

const column = (id: string) => figureOf(id)!.column!;
const established = column('teams.established');
const leaderless = column('teams.leaderless');
const compliant = column('teams.compliant');
const consolidated = column('teams.consolidated');
const members = column('members.active');

/** All that was said of one team, merged over its documents. */
interface Timeline {
  readonly units: readonly { readonly unit: UnitId; readonly sums: readonly Sum[] }[];
  /** In order of days. */
  readonly activityDays: Uint16Array;
  readonly activityRecorded: Uint16Array;
  readonly activityN: Int32Array;
}

const ANSWERS_KEPT = 16;

/** Every team in two times, in memory: some 2,100 in a province, a few kB each (T9). */
export class TeamLedger {
  private readonly documents = new Map<string, Map<string, TeamDocument>>();
  private readonly timelines = new Map<string, Timeline>();
  private readonly answers = new Map<string, readonly TeamOnDay[]>();

  put(id: string, document: TeamDocument): void {
    const ofTeam = this.documents.get(document.team) ?? new Map<string, TeamDocument>();
    ofTeam.set(id, document);
    this.documents.set(document.team, ofTeam);
    this.timelines.delete(document.team);
    this.answers.clear();
  }

  /** The teams in force, in order of ids. */
  teamsOn(on: LocalDate, known: LocalDate): readonly TeamOnDay[] {
    const key = `${on} ${known}`;
    const kept = this.answers.get(key);
    if (kept) return kept;
    const [day, recorded] = [dayNumber(on), dayNumber(known)];
    const teams = [...this.documents.keys()]
      .sort()
      .flatMap((team) => teamOnDay(team, this.timeline(team), day, recorded) ?? []);
    if (this.answers.size >= ANSWERS_KEPT) this.answers.delete(this.answers.keys().next().value!);
    this.answers.set(key, teams);
    return teams;
  }

  private timeline(team: string): Timeline {
    const known = this.timelines.get(team);
    if (known) return known;
    const timeline = timelineOf([...this.documents.get(team)!.values()]);
    this.timelines.set(team, timeline);
    return timeline;
  }
}

function timelineOf(documents: readonly TeamDocument[]): Timeline {
  const units = new Map<UnitId, Sum[]>();
  const activity: Sum[] = [];
  for (const document of documents) {
    activity.push(...sumsIn(document.activity));
    for (const [unit, text] of Object.entries(document.units))
      units.set(unit as UnitId, [...(units.get(unit as UnitId) ?? []), ...sumsIn(text)]);
  }
  activity.sort((one, other) => one.happened - other.happened);
  return {
    units: [...units].map(([unit, sums]) => ({ unit, sums })),
    activityDays: Uint16Array.from(activity, ({ happened }) => happened),
    activityRecorded: Uint16Array.from(activity, ({ recorded }) => recorded),
    activityN: Int32Array.from(activity, ({ n }) => n),
  };
}

function teamOnDay(team: string, timeline: Timeline, on: number, known: number): TeamOnDay | undefined {
  const sumOf = (sums: readonly Sum[], of: number) =>
    sums.reduce(
      (sum, row) => (row.column === of && row.happened <= on && row.recorded <= known ? sum + row.n : sum),
      0,
    );
  const home = timeline.units.find(({ sums }) => sumOf(sums, established) > 0);
  if (!home) return undefined;
  const everywhere = timeline.units.flatMap(({ sums }) => sums);
  const since = heldSince(
    everywhere.filter((row) => row.column === established && row.recorded <= known),
    on,
  )!;
  const last = lastActivity(timeline, on, known);
  return {
    team,
    unit: home.unit,
    establishedOn: dayFromNumber(since),
    lastActivityOn: last === undefined ? null : dayFromNumber(last),
    leaderless: sumOf(everywhere, leaderless) > 0,
    compliant: sumOf(everywhere, compliant) > 0,
    consolidated: sumOf(everywhere, consolidated) > 0,
    members: sumOf(everywhere, members),
    idleDays: on - Math.max(since, last ?? 0),
  };
}

/** The day from which the edges have summed up to more than 0 without a break until `on`; undefined where they do not. */
export function heldSince(
  edges: readonly { readonly happened: number; readonly n: number }[],
  on: number,
): number | undefined {
  const byDay = new Map<number, number>();
  for (const { happened, n } of edges) if (happened <= on) byDay.set(happened, (byDay.get(happened) ?? 0) + n);
  let sum = 0;
  let since: number | undefined;
  for (const day of [...byDay.keys()].sort((one, other) => one - other)) {
    sum += byDay.get(day)!;
    if (sum <= 0) since = undefined;
    else since ??= day;
  }
  return since;
}

/** Backwards from the day asked: the first day with more told than taken back. */
function lastActivity(
  { activityDays, activityRecorded, activityN }: Timeline,
  on: number,
  known: number,
): number | undefined {
  let row = activityDays.length - 1;
  while (row >= 0 && activityDays[row]! > on) row -= 1;
  while (row >= 0) {
    const day = activityDays[row]!;
    let sum = 0;
    for (; row >= 0 && activityDays[row] === day; row -= 1) if (activityRecorded[row]! <= known) sum += activityN[row]!;
    if (sum > 0) return day;
  }
  return undefined;
}
