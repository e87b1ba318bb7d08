import { dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { figureOf } from '@tung-nha/progress-figures';
import { dayOfNumber } from './days.js';
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
  readonly units: readonly { readonly unit: UnitId; readonly established: readonly Sum[] }[];
  /** Wherever it was. */
  readonly established: readonly Sum[];
  readonly leaderless: readonly Sum[];
  readonly compliant: readonly Sum[];
  readonly consolidated: readonly Sum[];
  readonly members: readonly Sum[];
  /** In order of days. */
  readonly activityDays: Uint16Array;
  readonly activityRecorded: Uint16Array;
  readonly activityN: Int32Array;
}

const ANSWERS_KEPT = 16;

interface Answer {
  readonly on: number;
  readonly known: number;
  readonly byTeam: Map<string, TeamOnDay | undefined>;
  /** In order of ids; undefined when one of them has changed. */
  teams: readonly TeamOnDay[] | undefined;
  /** Those that something was said of since. */
  readonly changed: Set<string>;
}

/** Every team in two times, in memory: some 2,100 in a province, a few kB each (T9). */
export class TeamLedger {
  private readonly documents = new Map<string, Map<string, TeamDocument>>();
  private readonly timelines = new Map<string, Timeline>();
  private readonly answers = new Map<string, Answer>();
  private ids: readonly string[] | undefined;

  put(id: string, document: TeamDocument): void {
    const { team } = document;
    const known = this.documents.get(team);
    if (known) known.set(id, document);
    else this.documents.set(team, new Map([[id, document]]));
    if (!known) this.ids = undefined;
    this.timelines.delete(team);
    for (const answer of this.answers.values()) answer.changed.add(team);
  }

  /** The teams in force, in order of ids: the same list, and the same team in it, for as long as nothing else is known. */
  teamsOn(on: LocalDate, known: LocalDate): readonly TeamOnDay[] {
    const key = `${on} ${known}`;
    const answer = this.answers.get(key) ?? this.newAnswer(on, known);
    if (!this.answers.has(key) && this.answers.size >= ANSWERS_KEPT)
      this.answers.delete(this.answers.keys().next().value!);
    this.answers.set(key, answer);
    for (const team of answer.changed) this.renew(answer, team);
    answer.changed.clear();
    this.ids ??= [...this.documents.keys()].sort();
    answer.teams ??= this.ids.flatMap((team) => answer.byTeam.get(team) ?? []);
    return answer.teams;
  }

  private newAnswer(on: LocalDate, known: LocalDate): Answer {
    const changed = new Set(this.documents.keys());
    return { on: dayNumber(on), known: dayNumber(known), byTeam: new Map(), teams: undefined, changed };
  }

  private renew(answer: Answer, team: string): void {
    const before = answer.byTeam.get(team);
    const after = teamOnDay(team, this.timeline(team), answer.on, answer.known);
    if (before === after || (before && after && isSame(before, after))) return;
    answer.byTeam.set(team, after);
    answer.teams = undefined;
  }

  private timeline(team: string): Timeline {
    const known = this.timelines.get(team);
    if (known) return known;
    const timeline = timelineOf([...this.documents.get(team)!.values()]);
    this.timelines.set(team, timeline);
    return timeline;
  }
}

function isSame(one: TeamOnDay, other: TeamOnDay): boolean {
  return (Object.keys(one) as (keyof TeamOnDay)[]).every((field) => one[field] === other[field]);
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
  const everywhere = [...units.values()].flat();
  const rowsOf = (of: number, sums = everywhere) => sums.filter((row) => row.column === of);
  return {
    units: [...units].map(([unit, sums]) => ({ unit, established: rowsOf(established, sums) })),
    established: rowsOf(established),
    leaderless: rowsOf(leaderless),
    compliant: rowsOf(compliant),
    consolidated: rowsOf(consolidated),
    members: rowsOf(members),
    activityDays: Uint16Array.from(activity, ({ happened }) => happened),
    activityRecorded: Uint16Array.from(activity, ({ recorded }) => recorded),
    activityN: Int32Array.from(activity, ({ n }) => n),
  };
}

/** Of a team in force on the day; nearly every team was established once, and its one row says when. */
function establishedSince({ established: rows }: Timeline, on: number, known: number): number {
  if (rows.length === 1) return rows[0]!.happened;
  return heldSince(
    rows.filter(({ recorded }) => recorded <= known),
    on,
  )!;
}

function teamOnDay(team: string, timeline: Timeline, on: number, known: number): TeamOnDay | undefined {
  const sumOf = (rows: readonly Sum[]) => {
    let sum = 0;
    for (const { happened, recorded, n } of rows) if (happened <= on && recorded <= known) sum += n;
    return sum;
  };
  const home = timeline.units.find((unit) => sumOf(unit.established) > 0);
  if (!home) return undefined;
  const since = establishedSince(timeline, on, known);
  const last = lastActivity(timeline, on, known);
  return {
    team,
    unit: home.unit,
    establishedOn: dayOfNumber(since),
    lastActivityOn: last === undefined ? null : dayOfNumber(last),
    leaderless: sumOf(timeline.leaderless) > 0,
    compliant: sumOf(timeline.compliant) > 0,
    consolidated: sumOf(timeline.consolidated) > 0,
    members: sumOf(timeline.members),
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
