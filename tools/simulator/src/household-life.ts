import { careReason, type HouseholdId, assignmentId } from '@tung-nha/field-activity-events';
import { addDays, type LocalDate } from '@tung-nha/kernel';
import { dayWithin, delayOf, drawnToCampaign, gap, type Span } from './calendar.js';
import { Agenda, type Home, type SimulatedVillage, type Surroundings } from './home.js';
import { anyRecord } from './ids.js';
import { partyFor } from './party.js';
import { anyFamily, anyPerson, isOfAge, type Person } from './person.js';
import { Chance } from './random.js';
import { type SimulatedMember, membersOn } from './team-life.js';
import { type SimulatedCommand, Teller } from './told.js';
import { visit } from './visiting.js';

/** How often in the two and a half years, of the households whose members are known where members take part in it. */
const odds = {
  comesLater: 0.06,
  moves: 0.02,
  saysSoLate: 0.5,
  isJoined: 0.06,
  loses: 0.05,
  splits: 0.025,
  closes: 0.008,
  closedInError: 0.2,
  needsCare: 0.12,
  assignedAnyway: 0.05,
  /** Of two households next to each other. */
  mergesWithNext: 0.006,
  sendsOneNextDoor: 0.012,
} as const;

/** Communes differ more than teams do: some make a campaign of it, most do not. */
const zeals = [0.2, 0.5, 1, 1.6, 4.5] as const;
const zealOf = (seed: number, { commune }: SimulatedVillage) => new Chance(seed, 'zeal', commune).pick(zeals);
const MOST_TAUGHT_ALL = 0.7;

/** Households of a village that have to do with one another, next to each other: two, at the end of the row one. */
export interface Neighbours {
  readonly village: SimulatedVillage;
  /** Number of the first in the village, from 0. */
  readonly first: number;
  readonly count: number;
}

/** Everything that is told of some neighbours, in order of telling. */
export function householdLife(
  seed: number,
  around: Surroundings,
  { village, first, count }: Neighbours,
  span: Span,
): SimulatedCommand[] {
  const queue = `h-${village.number}-${first}`;
  const chance = new Chance(seed, queue);
  const teller = new Teller(chance, queue, village.commune, span.to);
  const life = new Life(chance, teller, around, village, span, zealOf(seed, village));
  for (let number = first; number < first + count; number += 1) life.begin(`h-${village.number}-${number}`);
  if (count > 1) life.meet();
  life.run();
  return teller.inOrder();
}

class Life {
  private readonly agenda = new Agenda();
  private readonly homes: Home[] = [];

  constructor(
    private readonly chance: Chance,
    private readonly teller: Teller,
    private readonly around: Surroundings,
    private readonly village: SimulatedVillage,
    private readonly span: Span,
    private readonly zeal: number,
  ) {}

  run(): void {
    this.agenda.run();
  }

  begin(id: string): void {
    const { chance, span } = this;
    const [team] = this.around.teamsOf(this.village, addDays(span.from, 60));
    const known = team !== undefined && chance.happens(team.diligence.knowsMembers);
    const later = chance.happens(odds.comesLater)
      ? dayWithin(chance, { ...span, from: addDays(span.from, 120) })
      : undefined;
    const on = later ?? addDays(span.from, chance.below(known ? 75 : 110));
    if (on > span.to) return;
    const home = this.home(
      id,
      this.village,
      on,
      known ? anyFamily(chance) : [],
      known && chance.happens(Math.min(MOST_TAUGHT_ALL, team.diligence.teachesAll * this.zeal)),
    );
    this.agenda.add(on, 0, () => {
      const village = home.village.unit;
      this.teller.atOnce(home.id, on, (today) => ({ type: 'register-household', village, on, today }));
      for (const { ref: citizen, turns14 } of home.people)
        this.teller.atOnce(home.id, on, (today) => ({ type: 'join-household', citizen, turns14, on, today }));
    });
    // Whom a team knows it comes to more often.
    this.planVisits(home, team && team.diligence.daysBetweenVisits * (known ? 0.6 : 1.2));
    this.plan(home, odds.moves, (day) => this.move(home, day));
    this.plan(home, odds.closes, (day) => this.close(home, day));
    if (!known) return;
    this.plan(home, odds.isJoined, (day) => this.join(home, day));
    this.plan(home, odds.loses, (day) => this.lose(home, day));
    this.plan(home, odds.splits, (day) => this.split(home, day));
    if (home.people.length <= 2) this.plan(home, odds.needsCare, (day) => this.needCare(home, day));
    else this.plan(home, odds.assignedAnyway, (day) => this.assign(home, day));
  }

  /** What the first two have to do with each other. */
  meet(): void {
    const [one, other] = this.homes;
    if (!one || !other) return;
    const from = one.registeredOn > other.registeredOn ? one.registeredOn : other.registeredOn;
    this.plan(one, odds.mergesWithNext, (day) => this.merge(one, other, day), from);
    this.plan(one, odds.sendsOneNextDoor, (day) => this.sendNextDoor(one, other, day), from);
  }

  private home(id: string, village: SimulatedVillage, on: LocalDate, people: Person[], taughtAll: boolean): Home {
    const home: Home = {
      id: id as HouseholdId,
      registeredOn: on,
      village,
      closed: false,
      people,
      busyUntil: on,
      movedUnsaid: false,
      needsCare: false,
      assignment: undefined,
      taughtAll,
    };
    this.homes.push(home);
    return home;
  }

  private plan(home: Home, probability: number, happen: (on: LocalDate) => void, after = home.registeredOn): void {
    if (!this.chance.happens(probability)) return;
    const on = dayWithin(this.chance, { from: addDays(after, 5), to: this.span.to });
    if (on) this.office(home, on, happen);
  }

  /** Unless the household is gone, or waits for something else to be told. */
  private office(home: Home, on: LocalDate, happen: (on: LocalDate) => void): void {
    this.agenda.add(on, 0, () => {
      if (home.closed || on <= home.busyUntil) return;
      home.busyUntil = on;
      happen(on);
    });
  }

  private planVisits(home: Home, daysBetween: number | undefined): void {
    if (daysBetween === undefined) return;
    const { chance, span } = this;
    for (let on = addDays(home.registeredOn, gap(chance, daysBetween * 0.7)); on < span.to;) {
      const day = drawnToCampaign(chance, on);
      if (day > home.registeredOn && day < span.to) this.agenda.add(day, 1, () => this.visit(home, day));
      on = addDays(on, gap(chance, daysBetween));
    }
  }

  private visit(home: Home, on: LocalDate): void {
    if (home.closed) return;
    const party = partyFor(this.chance, this.around, home, on);
    if (party) visit(this.chance, this.teller, home, party, on);
  }

  private move(home: Home, on: LocalDate): void {
    const to = this.chance.pick(this.around.neighboursOf(home.village));
    if (!to || to.unit === home.village.unit) return;
    const told = this.toldOn(on);
    if (!this.teller.atOnce(home.id, told, (today) => ({ type: 'move-household', to: to.unit, on, today }))) return;
    home.busyUntil = told;
    home.movedUnsaid = true;
    this.agenda.add(told, 0, () => {
      home.village = to;
      home.movedUnsaid = false;
      // Whoever was in charge is no longer, and nobody need say so (P1).
      home.assignment = undefined;
    });
  }

  private close(home: Home, on: LocalDate): void {
    const told = this.toldOn(on);
    const reason = this.chance.happens(0.7) ? 'left-province' : 'died-out';
    if (!this.teller.atOnce(home.id, told, (today) => ({ type: 'close-household', on, reason, today }))) return;
    home.closed = true;
    const again = addDays(told, 5 + this.chance.below(50));
    if (!this.chance.happens(odds.closedInError)) return;
    if (!this.teller.atOnce(home.id, again, () => ({ type: 'reopen-household' }))) return;
    home.busyUntil = again;
    this.agenda.add(again, 0, () => void (home.closed = false));
  }

  private join(home: Home, on: LocalDate): void {
    const born = this.chance.happens(0.6);
    const person = anyPerson(this.chance, born ? Number(on.slice(0, 4)) + 14 : 'earlier');
    home.people.push(person);
    const { ref: citizen, turns14 } = person;
    this.teller.atOnce(home.id, on, (today) => ({ type: 'join-household', citizen, turns14, on, today }));
  }

  /** Somebody dies or goes away for good. */
  private lose(home: Home, on: LocalDate): void {
    if (home.people.length < 2) return;
    const person = this.chance.pick(home.people);
    const told = this.toldOn(on);
    const [citizen, reason] = [person.ref, this.chance.happens(0.4) ? 'died' : 'moved-away'] as const;
    if (!this.teller.atOnce(home.id, told, (today) => ({ type: 'leave-household', citizen, reason, on, today })))
      return;
    home.people = home.people.filter((one) => one !== person);
    home.busyUntil = told;
  }

  private split(home: Home, on: LocalDate): void {
    const adults = home.people.filter((person) => isOfAge(person, on));
    if (adults.length < 2 || home.people.length < 3) return;
    const founders = adults.slice(-2, adults.length > 2 ? undefined : -1);
    const founded = this.home(`${home.id}-s`, home.village, on, founders, home.taughtAll);
    home.people = home.people.filter((one) => !founders.includes(one));
    const [into, citizens] = [founded.id, founders.map(({ ref }) => ref)];
    this.teller.atOnce(home.id, on, (today) => ({ type: 'split-household', into, citizens, on, today }));
    const [team] = this.around.teamsOf(home.village, on);
    this.planVisits(founded, team?.diligence.daysBetweenVisits);
  }

  private merge(one: Home, into: Home, on: LocalDate): void {
    if (into.closed || on <= into.busyUntil) return;
    this.teller.atOnce(one.id, on, (today) => ({ type: 'merge-household', into: into.id, on, today }));
    one.closed = true;
    into.people.push(...one.people);
    into.busyUntil = on;
  }

  private sendNextDoor(one: Home, other: Home, on: LocalDate): void {
    if (other.closed || on <= other.busyUntil || one.people.length < 2) return;
    const person = this.chance.pick(one.people);
    const [citizen, to] = [person.ref, other.id];
    this.teller.atOnce(one.id, on, (today) => ({ type: 'move-citizen', citizen, to, on, today }));
    one.people = one.people.filter((left) => left !== person);
    other.people.push(person);
    other.busyUntil = on;
  }

  private needCare(home: Home, on: LocalDate): void {
    const reason = this.chance.pick(careReason.options);
    this.teller.atOnce(home.id, on, (today) => ({ type: 'state-care-need', reason, on, today }));
    home.needsCare = true;
    if (this.chance.happens(0.75))
      this.office(home, addDays(on, 3 + this.chance.below(60)), (day) => this.assign(home, day));
    if (!this.chance.happens(0.3)) return;
    this.office(home, addDays(on, 90 + this.chance.below(300)), (day) => {
      if (!this.teller.atOnce(home.id, day, (today) => ({ type: 'state-care-need', reason: null, on: day, today })))
        return;
      home.needsCare = false;
      this.endAssignment(home, day, 'no-longer-needed');
    });
  }

  private assign(home: Home, on: LocalDate): void {
    const [team] = this.around.teamsOf(home.village, on);
    const members = team ? membersOn(team, on) : [];
    if (!team || members.length === 0 || home.assignment !== undefined || on > this.span.to) return;
    const one: SimulatedMember = this.chance.pick(members);
    const assignment = {
      assignment: assignmentId.parse(anyRecord(this.chance)),
      on,
      member: one.member,
      team: team.team,
    };
    this.teller.atOnce(home.id, on, (today) => ({ type: 'assign-member', assignment, today }));
    home.assignment = assignment.assignment;
    if (one.to === null || one.to > this.span.to) return;
    this.agenda.add(one.to, 0, () => {
      if (home.assignment === assignment.assignment) this.endAssignment(home, one.to!, 'member-left');
    });
  }

  private endAssignment(home: Home, on: LocalDate, reason: 'member-left' | 'no-longer-needed'): void {
    const assignment = home.assignment;
    if (assignment === undefined) return;
    this.teller.atOnce(home.id, on, (today) => ({ type: 'end-assignment', assignment, reason, on, today }));
    home.assignment = undefined;
  }

  private toldOn(on: LocalDate): LocalDate {
    return this.chance.happens(odds.saysSoLate) ? addDays(on, delayOf(this.chance)) : on;
  }
}
