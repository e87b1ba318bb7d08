import {
  type AccountStatement,
  assignmentId,
  type Confirmation,
  type Guidance,
  type HouseholdEvent,
  householdId,
  recordId,
  type Skill,
} from '@tung-nha/field-activity-events';
import { fold, localDate, type LocalDate, subjectRef, teamId } from '@tung-nha/kernel';
import type { HouseholdCommand } from '../household.commands.js';
import { household } from '../household.decider.js';
import { april, january, march, today } from './household.examples.js';

// What is told of An and Bình, who live in the household of these examples.

export const an = subjectRef.parse('an');
export const binh = subjectRef.parse('binh');
export const team = teamId.parse('team-1');
export const may = localDate.parse('2024-05-01');
export const other = householdId.parse('household-2');

export const join = (citizen = an, on = january, turns14: 'earlier' | number = 'earlier'): HouseholdCommand => ({
  type: 'join-household',
  citizen,
  turns14,
  on,
  today,
});
export const leave = (citizen = an, on = april, reason: 'moved-away' | 'died' = 'moved-away'): HouseholdCommand => ({
  type: 'leave-household',
  citizen,
  reason,
  on,
  today,
});
export const guidance = (skill: Skill, on = march, citizen = an, id = `g-${skill}-${citizen}`): Guidance => ({
  guidance: recordId.parse(id),
  on,
  citizen,
  skill,
  mode: 'in-person',
  team,
  members: [subjectRef.parse('member')],
});
export const guide = (...of: Parameters<typeof guidance>): HouseholdCommand => ({
  type: 'guide-citizen',
  guidance: guidance(...of),
  today,
});
export const confirmation = (skill: Skill, on = march, citizen = an): Confirmation => ({
  confirmation: recordId.parse(`c-${skill}-${citizen}`),
  on,
  citizen,
  skill,
  basis: 'observed',
});
export const confirm = (...of: Parameters<typeof confirmation>): HouseholdCommand => ({
  type: 'confirm-proficiency',
  confirmation: confirmation(...of),
  today,
});
export const state = (
  account: AccountStatement['account'],
  on = march,
  citizen = an,
  as: AccountStatement['state'] = 'activated',
): HouseholdCommand => ({
  type: 'state-account',
  statement: {
    statement: recordId.parse(`s-${account}-${citizen}-${on}`),
    on,
    citizen,
    account,
    state: as,
    level: null,
  },
  today,
});
export const need = (on = march, reason: 'disability' | null = 'disability'): HouseholdCommand => ({
  type: 'state-care-need',
  reason,
  on,
  today,
});
export const assign = (on = march, id = 'care-1'): HouseholdCommand => ({
  type: 'assign-member',
  assignment: { assignment: assignmentId.parse(id), on, member: binh, team },
  today,
});
export const actFor = (on = april): HouseholdCommand => ({
  type: 'act-for-household',
  proxy: { proxy: recordId.parse(`p-${on}`), on, team, members: [binh] },
  today,
});
export const close = (on = april): HouseholdCommand => ({
  type: 'close-household',
  on,
  reason: 'left-province',
  today,
});

/** All that was said, by the commands one after another. */
export function after(...commands: HouseholdCommand[]): HouseholdEvent[] {
  return commands.reduce<HouseholdEvent[]>(
    (past, command) => [...past, ...household.decide(command, fold(household, past))],
    [],
  );
}

/** The standings of a day, as they were last said. */
export function standingOn(day: LocalDate, past: readonly HouseholdEvent[]): string[] {
  return [...fold(household, past).said]
    .filter(([, intervals]) => intervals.some(({ from, to }) => from <= day && (to === null || day < to)))
    .map(([standing]) => standing);
}
