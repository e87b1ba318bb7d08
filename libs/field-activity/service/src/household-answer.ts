import { currentVillage, type HouseholdState, recordsThatStand } from '@tung-nha/field-activity-domain';
import type { HouseholdId } from '@tung-nha/field-activity-events';

/** The whole of a household, for who works with it: references and codes, nobody's name (X3). */
export function householdAnswer(id: HouseholdId, version: number, state: HouseholdState) {
  const { assignments } = recordsThatStand(state);
  return {
    id,
    version,
    village: currentVillage(state),
    registeredOn: state.registeredOn,
    closed: state.closed,
    lived: inOrder([...state.arrivals].map(([from, village]) => ({ from, village }))),
    citizens: [...state.citizens].map(([citizen, { turns14, stays, diedOn, brought }]) => ({
      citizen,
      turns14,
      diedOn,
      stays: inOrder(
        [...stays].map(([from, end]) => ({
          from,
          to: end?.on ?? null,
          reason: end?.reason ?? null,
          household: end?.to ?? null,
        })),
      ),
      /** Made in households before this one, and withdrawn there only. */
      brought: [...brought].map(([record, said]) => ({ record, ...said, withdrawn: state.withdrawn.has(record) })),
      standings: state.saidOfCitizens.get(citizen) ?? {},
    })),
    records: [...state.records].map(([record, { kind, data }]) => ({
      record,
      kind,
      withdrawn: state.withdrawn.has(record),
      /** The village it counts in; null is nowhere, and what is not counted as work has none. */
      countsIn: state.counted.get(record)?.village ?? null,
      data,
    })),
    needs: [...state.needs].map(([on, reason]) => ({ on, reason })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    /** `to` is the day it ended, by a release or by the household's move. */
    assignments: [...state.assignments.values()].map(({ assignment, member, team, on }, index) => ({
      assignment,
      member,
      team,
      from: on,
      to: assignments[index]?.to ?? null,
    })),
    standings: Object.fromEntries(state.said),
  };
}

const inOrder = <Dated extends { readonly from: string }>(all: Dated[]): Dated[] =>
  all.sort((one, other) => (one.from < other.from ? -1 : 1));
