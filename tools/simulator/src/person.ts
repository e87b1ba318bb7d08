import type { Skill, Turns14 } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import { anySubject } from './ids.js';
import type { Chance } from './random.js';

/** A member of a simulated household, with what has been done for the person so far. */
export interface Person {
  readonly ref: SubjectRef;
  readonly turns14: Turns14;
  readonly guided: Set<Skill>;
  readonly proficient: Set<Skill>;
  readonly accounts: Set<'chip-card' | 'vneid-registered' | 'vneid' | 'public-service' | 'payment'>;
}

export function anyPerson(chance: Chance, turns14: Turns14): Person {
  return {
    ref: anySubject(chance),
    turns14,
    guided: new Set(),
    proficient: new Set(),
    accounts: new Set(),
  };
}

/** About 3.5: often a couple, children, sometimes grandparents. */
const sizes = [0.07, 0.16, 0.24, 0.31, 0.14, 0.08];

export function anyFamily(chance: Chance): Person[] {
  let left = chance.next();
  const at = sizes.findIndex((share) => (left -= share) < 0);
  const size = at < 0 ? 4 : at + 1;
  return Array.from({ length: size }, (_, index) =>
    anyPerson(chance, index < 2 || chance.happens(0.25) ? 'earlier' : 2_009 + chance.below(29)),
  );
}

export const isOfAge = ({ turns14 }: Person, on: LocalDate) => turns14 === 'earlier' || `${turns14}-01-01` <= on;

/** The one it is tried with: an adult who knows most and not yet all, so that some learn everything. */
export function learnerOf(chance: Chance, people: readonly Person[], on: LocalDate): Person | undefined {
  const able = people.filter((person) => isOfAge(person, on));
  if (able.length === 0) return undefined;
  if (chance.happens(0.25)) return chance.pick(able);
  return able.reduce((most, person) => (person.guided.size > most.guided.size ? person : most));
}
