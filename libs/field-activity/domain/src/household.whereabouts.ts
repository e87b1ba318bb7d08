import type { HouseholdEvent, HouseholdId } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import type { HouseholdCommand } from './household.commands.js';
import type { HouseholdState } from './household.state.js';
import { villageOn } from './standings.js';
import { staysOf } from './stays.js';
import type { WhereaboutsCommand } from './whereabouts.decider.js';

export interface WhereaboutsTold {
  readonly citizen: SubjectRef;
  readonly command: WhereaboutsCommand;
}

/**
 * What new facts of a household mean for where its people are. Whoever goes from one to another is told of once, by the
 * one that takes them in: a stream is taken once in one append.
 */
export function whereaboutsTold(
  household: HouseholdId,
  command: HouseholdCommand,
  facts: readonly HouseholdEvent[],
  after: HouseholdState,
): WhereaboutsTold[] {
  if (command.type === 'split-household' || command.type === 'merge-household' || command.type === 'move-citizen')
    return [];
  const left = 'left' in command ? [command.left].flat() : [];
  const touched = new Set([...facts.flatMap((fact) => touchedBy(fact, after)), ...left.map(({ citizen }) => citizen)]);
  return [...touched].map((citizen) => {
    const households = [staysOf(citizen, household, after), ...left.filter((one) => one.citizen === citizen)];
    return {
      citizen,
      command: {
        type: 'restate-whereabouts',
        village: villageOn('9999-12-31' as LocalDate, after.arrivals)!,
        households: households.map(({ household: one, stays }) => ({ household: one, stays })),
        diedOn: after.citizens.get(citizen)?.diedOn ?? null,
      },
    };
  });
}

function touchedBy({ type, data }: HouseholdEvent, { citizens }: HouseholdState): readonly SubjectRef[] {
  switch (type) {
    case 'field-activity.citizen-joined':
    case 'field-activity.citizen-left':
      return [data.citizen];
    case 'field-activity.household-closed':
      return stillThereOn(data.on, citizens);
    case 'field-activity.household-reopened':
      return stillThereOn(data.closedOn, citizens);
    case 'field-activity.household-registered':
    case 'field-activity.household-moved':
    case 'field-activity.household-split-off':
    case 'field-activity.household-merged-in':
    case 'field-activity.merged-household-visits-restated':
    case 'field-activity.household-visited':
    case 'field-activity.household-acted-for':
    case 'field-activity.citizen-records-followed':
    case 'field-activity.citizen-guided':
    case 'field-activity.proficiency-confirmed':
    case 'field-activity.account-stated':
    case 'field-activity.care-need-stated':
    case 'field-activity.member-assigned':
    case 'field-activity.assignment-ended':
    case 'field-activity.record-withdrawn':
    case 'field-activity.household-standing-restated':
    case 'field-activity.citizen-standing-restated':
    case 'field-activity.household-record-restated':
      return [];
  }
}

const stillThereOn = (day: LocalDate, citizens: HouseholdState['citizens']) =>
  [...citizens]
    .filter(([, { stays }]) => [...stays.values()].some((end) => end === null || end.on > day))
    .map(([citizen]) => citizen);
