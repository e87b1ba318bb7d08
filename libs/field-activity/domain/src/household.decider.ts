import {
  citizenStandings,
  type HouseholdEvent,
  type Interval,
  type RecordKind,
  standings,
} from '@tung-nha/field-activity-events';
import { type Decider, fold } from '@tung-nha/kernel';
import type { HouseholdCommand } from './household.commands.js';
import { factsOf } from './household.facts.js';
import { copy, evolve, type HouseholdRecord, type HouseholdState, initialState } from './household.state.js';
import { recordsThatStand } from './standing-records.js';
import { standingsOf, villageOn } from './standings.js';

/** The rules of one household (A1 to A4, T6). Every command ends with what it changed in what is said of it (A3). */
export const household: Decider<HouseholdState, HouseholdCommand, HouseholdEvent> = {
  initialState,
  evolve,
  copy,
  decide(command, state) {
    const facts = factsOf(command, state);
    if (facts.length === 0) return [];
    const after = fold(household, facts, state);
    return [...facts, ...restatedStandings(after), ...restatedRecords(after)];
  },
};

/** Works every standing out again from the records that stand, and says those that changed. */
function restatedStandings(state: HouseholdState): HouseholdEvent[] {
  const now = standingsOf(recordsThatStand(state));
  const events: HouseholdEvent[] = [];
  for (const standing of standings) {
    const [was, is] = [[...(state.said.get(standing) ?? [])], [...(now.household.get(standing) ?? [])]];
    if (!sameIntervals(was, is))
      events.push({ type: 'field-activity.household-standing-restated', data: { standing, was, is } });
  }
  for (const [citizen, held] of now.citizens)
    for (const standing of citizenStandings) {
      const [was, is] = [[...(state.saidOfCitizens.get(citizen)?.[standing] ?? [])], [...(held.get(standing) ?? [])]];
      if (!sameIntervals(was, is))
        events.push({ type: 'field-activity.citizen-standing-restated', data: { citizen, standing, was, is } });
    }
  return events;
}

function sameIntervals(one: readonly Interval[], other: readonly Interval[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ village, from, to }, at) => {
      const { village: otherVillage, from: otherFrom, to: otherTo } = other[at]!;
      return village === otherVillage && from === otherFrom && to === otherTo;
    })
  );
}

const flows: Readonly<Partial<Record<HouseholdRecord['kind'], RecordKind>>> = {
  visit: 'visit',
  guidance: 'guidance',
  proxy: 'proxy',
};

/** Says where each record counts, where that changed: a move told late takes its records along. */
function restatedRecords({ arrivals, records, withdrawn, counted }: HouseholdState): HouseholdEvent[] {
  return [...records].flatMap(([id, record]): HouseholdEvent[] => {
    const kind = flows[record.kind];
    if (!kind || !('team' in record.data)) return [];
    const { on, team } = record.data;
    const was = counted.get(id)?.village ?? null;
    const is = withdrawn.has(id) ? null : (villageOn(on, arrivals) ?? null);
    const data = { record: id, kind, on, team, was, is };
    return was === is ? [] : [{ type: 'field-activity.household-record-restated', data }];
  });
}
