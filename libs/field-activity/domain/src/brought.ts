import type { HouseholdId, JoinedCitizen, RecordId } from '@tung-nha/field-activity-events';
import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import { broughtOf, type BroughtRecord } from './brought-records.js';
import type { HouseholdRecord, HouseholdState } from './household.state.js';

/** What a record of the household says of a person; undefined where it is about the whole household. */
export function saidOfPerson(record: HouseholdRecord): (BroughtRecord & { readonly citizen: SubjectRef }) | undefined {
  switch (record.kind) {
    case 'visit':
    case 'proxy':
      return undefined;
    case 'guidance':
    case 'confirmation': {
      const { citizen, skill, on } = record.data;
      return { kind: record.kind, citizen, skill, on };
    }
    case 'account': {
      const { citizen, account, state, on } = record.data;
      return { kind: 'account', citizen, account, state, on };
    }
  }
}

/** Every record that stands about each member: those made here, and those brought along from elsewhere. */
export function recordsByCitizen(state: HouseholdState): ReadonlyMap<SubjectRef, [RecordId, BroughtRecord][]> {
  const byCitizen = new Map<SubjectRef, [RecordId, BroughtRecord][]>();
  for (const [citizen, { brought }] of state.citizens)
    byCitizen.set(
      citizen,
      // One who came back brings what was first told here: here it stands, or was withdrawn.
      [...brought].filter(([id]) => !state.records.has(id) && !state.withdrawn.has(id)),
    );
  for (const [id, record] of state.records) {
    if (state.withdrawn.has(id)) continue;
    const said = saidOfPerson(record);
    if (!said) continue;
    const { citizen, ...rest } = said;
    byCitizen.get(citizen)?.push([id, rest]);
  }
  return byCitizen;
}

/** What a member takes along into another household: all that stands about the person (P1). */
export function takenAlong(state: HouseholdState, citizen: SubjectRef, on: LocalDate): JoinedCitizen | undefined {
  const known = state.citizens.get(citizen);
  if (!known) return undefined;
  return { citizen, on, turns14: known.turns14, brings: broughtOf(recordsByCitizen(state).get(citizen) ?? []) };
}

/** The households a person went to from this one. */
export function wentTo({ citizens }: HouseholdState, citizen: SubjectRef): readonly HouseholdId[] {
  const ends = [...(citizens.get(citizen)?.stays.values() ?? [])];
  return [...new Set(ends.flatMap((end) => (end?.to ? [end.to] : [])))];
}
