import type { HouseholdCommand } from '@tung-nha/field-activity-domain';
import type { HouseholdId } from '@tung-nha/field-activity-events';
import { addDays, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { delayOf, type Span } from './calendar.js';
import type { Chance } from './random.js';

/** One command as a phone sends it: often later than it happened, sometimes twice. */
export interface SimulatedCommand {
  /** By this it is known again; the same in every run. */
  readonly key: string;
  readonly recorded: LocalDate;
  /** What is told of households that have to do with one another stays in order. */
  readonly queue: string;
  readonly household: HouseholdId;
  /** The commune of 2023 the household began in. */
  readonly commune: UnitId;
  readonly command: HouseholdCommand;
}

type OnItsDay = (today: LocalDate) => HouseholdCommand;
/** A phone that heard no answer sends it again, as another request. */
const SENT_TWICE = 0.03;

/** Collects what is told of households that have to do with one another. */
export class Teller {
  readonly told: SimulatedCommand[] = [];
  private number = 0;

  constructor(
    private readonly chance: Chance,
    private readonly queue: string,
    private readonly commune: UnitId,
    private readonly until: Span['to'],
  ) {}

  /** At the office, that day; false beyond the end. */
  atOnce(household: HouseholdId, day: LocalDate, command: OnItsDay): boolean {
    if (day > this.until) return false;
    this.put(household, day, command, '');
    return true;
  }

  /** By a phone: the day it reaches the server, undefined when it has not by the end. Never before `earliest`. */
  byPhone(household: HouseholdId, on: LocalDate, command: OnItsDay, earliest = on): LocalDate | undefined {
    const sent = addDays(on, delayOf(this.chance));
    const recorded = sent < earliest ? earliest : sent;
    const twice = this.chance.happens(SENT_TWICE);
    if (recorded > this.until) return undefined;
    this.put(household, recorded, command, '');
    const again = addDays(recorded, 1 + this.chance.below(3));
    // The same words: a record says the day it was first sent nowhere.
    if (twice && again <= this.until) this.put(household, again, command, ' again');
    return recorded;
  }

  /** In order of telling. */
  inOrder(): SimulatedCommand[] {
    return this.told.sort((one, other) => (one.recorded < other.recorded ? -1 : one.recorded > other.recorded ? 1 : 0));
  }

  private put(household: HouseholdId, recorded: LocalDate, command: OnItsDay, suffix: string): void {
    this.number += 1;
    const key = `${this.queue} ${this.number}${suffix}`;
    this.told.push({ key, recorded, queue: this.queue, household, commune: this.commune, command: command(recorded) });
  }
}
