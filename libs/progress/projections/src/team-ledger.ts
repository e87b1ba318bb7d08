import { dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { dayOfNumber } from './days.js';
import type { TeamDocument } from './documents.js';
import { establishedSince, homeOn, lastActivity, sumBy, type Timeline, timelineOf } from './team-timeline.js';

export { heldSince } from './team-timeline.js';

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

/** How long each team has been idle, by number: all that figures need of it. */
export interface IdleTeams {
  /** Undefined where the team is not in force. */
  readonly units: readonly (UnitId | undefined)[];
  readonly days: readonly number[];
}

interface Answer {
  readonly on: number;
  readonly known: number;
  idle: { units: (UnitId | undefined)[]; days: number[] };
  /** In order of ids; undefined when one of them has changed, or nobody has asked for more than how long it was idle. */
  teams: readonly TeamOnDay[] | undefined;
  /** Numbers of those that something was said of since. */
  readonly changed: Set<number>;
}

const ANSWERS_KEPT = 16;

/** Every team in two times, in memory: some 2,100 in a province, a few kB each (T9). */
export class TeamLedger {
  private readonly numbers = new Map<string, number>();
  private readonly documents: Map<string, TeamDocument>[] = [];
  private readonly timelines: (Timeline | undefined)[] = [];
  private readonly answers = new Map<string, Answer>();
  private inOrder: readonly string[] | undefined;

  put(id: string, document: TeamDocument): void {
    const { team } = document;
    let number = this.numbers.get(team);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(team, number);
      this.documents.push(new Map());
      this.inOrder = undefined;
    }
    this.documents[number]!.set(id, document);
    this.timelines[number] = undefined;
    for (const answer of this.answers.values()) answer.changed.add(number);
  }

  /** The same answer for as long as nothing else is known. */
  idleOn(on: LocalDate, known: LocalDate): IdleTeams {
    return this.answerTo(on, known).idle;
  }

  /** The teams in force, in order of ids: the same list for as long as nothing else is known. */
  teamsOn(on: LocalDate, known: LocalDate): readonly TeamOnDay[] {
    const answer = this.answerTo(on, known);
    answer.teams ??= this.sorted().flatMap((team) => this.teamOnDay(team, answer) ?? []);
    return answer.teams;
  }

  /** Wherever the team was ever established, the last it came to last; undefined for one of which nothing but its work is known. */
  placesOf(team: string): readonly UnitId[] | undefined {
    const number = this.numbers.get(team);
    if (number === undefined) return undefined;
    const begun = this.timeline(number).units.flatMap(({ unit, established }) =>
      established.length === 0 ? [] : [{ unit, on: Math.min(...established.map(({ happened }) => happened)) }],
    );
    if (begun.length === 0) return undefined;
    return begun.sort((one, other) => one.on - other.on).map(({ unit }) => unit);
  }

  private answerTo(on: LocalDate, known: LocalDate): Answer {
    const key = `${on} ${known}`;
    const answer = this.answers.get(key) ?? this.newAnswer(on, known);
    this.answers.delete(key);
    this.answers.set(key, answer);
    if (this.answers.size > ANSWERS_KEPT) this.answers.delete(this.answers.keys().next().value!);
    this.renew(answer);
    return answer;
  }

  private newAnswer(on: LocalDate, known: LocalDate): Answer {
    const answer: Answer = {
      on: dayNumber(on),
      known: dayNumber(known),
      idle: { units: [], days: [] },
      teams: undefined,
      changed: new Set(),
    };
    for (let number = 0; number < this.documents.length; number += 1) this.renewOne(answer, number);
    return answer;
  }

  private renew(answer: Answer): void {
    if (answer.changed.size === 0) return;
    let differs = false;
    for (const number of answer.changed) if (this.renewOne(answer, number)) differs = true;
    answer.changed.clear();
    // Whoever kept something for the former answer must not find it again.
    if (differs) answer.idle = { ...answer.idle };
  }

  /** Whether how long it was idle differs; of a list that was asked for, whether anything does. */
  private renewOne(answer: Answer, number: number): boolean {
    const { on, known, idle } = answer;
    const timeline = this.timeline(number);
    const unit = homeOn(timeline, on, known);
    const days = unit === undefined ? 0 : idleDays(timeline, on, known);
    const differs = idle.units[number] !== unit || idle.days[number] !== days;
    idle.units[number] = unit;
    idle.days[number] = days;
    if (answer.teams && (differs || !this.isAsListed(answer, number))) answer.teams = undefined;
    return differs;
  }

  private isAsListed(answer: Answer, number: number): boolean {
    const { team } = this.documents[number]!.values().next().value!;
    const before = answer.teams!.find((listed) => listed.team === team);
    const after = this.teamOnDay(team, answer);
    return before === after || (before !== undefined && after !== undefined && isSame(before, after));
  }

  private teamOnDay(team: string, { on, known, idle }: Answer): TeamOnDay | undefined {
    const number = this.numbers.get(team)!;
    const unit = idle.units[number];
    if (unit === undefined) return undefined;
    const timeline = this.timeline(number);
    const last = lastActivity(timeline, on, known);
    return {
      team,
      unit,
      establishedOn: dayOfNumber(establishedSince(timeline, on, known)),
      lastActivityOn: last === undefined ? null : dayOfNumber(last),
      leaderless: sumBy(timeline.leaderless, on, known) > 0,
      compliant: sumBy(timeline.compliant, on, known) > 0,
      consolidated: sumBy(timeline.consolidated, on, known) > 0,
      members: sumBy(timeline.members, on, known),
      idleDays: idle.days[number]!,
    };
  }

  private timeline(number: number): Timeline {
    return (this.timelines[number] ??= timelineOf(this.documents[number]!.values()));
  }

  private sorted(): readonly string[] {
    return (this.inOrder ??= [...this.numbers.keys()].sort());
  }
}

/** Of a team in force. */
function idleDays(timeline: Timeline, on: number, known: number): number {
  return on - Math.max(establishedSince(timeline, on, known), lastActivity(timeline, on, known) ?? 0);
}

function isSame(one: TeamOnDay, other: TeamOnDay): boolean {
  return (Object.keys(one) as (keyof TeamOnDay)[]).every((field) => one[field] === other[field]);
}
