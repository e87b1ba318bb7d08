import type { AccountStatement, HouseholdEvent, RecordId } from '@tung-nha/field-activity-events';
import { type LocalDate, sameData } from '@tung-nha/kernel';
import { mustBeMember, mustStand } from './conditions.js';
import { type Command, refused } from './household.commands.js';
import type { HouseholdRecord, HouseholdState } from './household.state.js';
import { recordsThatStand } from './standing-records.js';
import { standingsOf } from './standings.js';

type Recording = Command<
  'visit-household' | 'guide-citizen' | 'confirm-proficiency' | 'state-account' | 'act-for-household'
>;

/** An event under a record id, once; the same again says nothing, other content is refused. */
export function recordFacts(command: Recording, state: HouseholdState): HouseholdEvent[] {
  const { id, record, event } = recordOf(command);
  const known = state.records.get(id);
  // Also when it was withdrawn since: a phone that sends it once more must not revive it.
  if (known && sameData(known, record)) return [];
  if (known) throw refused('RecordedOtherwise', { record: id });
  const { on } = record.data;
  mustStand(state, on, command.today);
  if (record.kind === 'guidance' || record.kind === 'confirmation' || record.kind === 'account')
    mustBeMember(state, record.data.citizen, on);
  if (record.kind === 'account') mustBeOfThatAccount(record.data);
  if (record.kind === 'proxy') mustBeInCare(state, on);
  return [event];
}

function recordOf(command: Recording): { id: RecordId; record: HouseholdRecord; event: HouseholdEvent } {
  switch (command.type) {
    case 'visit-household': {
      const data = command.visit;
      return {
        id: data.visit,
        record: { kind: 'visit', data },
        event: { type: 'field-activity.household-visited', data },
      };
    }
    case 'guide-citizen': {
      const data = command.guidance;
      return {
        id: data.guidance,
        record: { kind: 'guidance', data },
        event: { type: 'field-activity.citizen-guided', data },
      };
    }
    case 'confirm-proficiency': {
      const data = command.confirmation;
      const event = { type: 'field-activity.proficiency-confirmed', data } as const;
      return { id: data.confirmation, record: { kind: 'confirmation', data }, event };
    }
    case 'state-account': {
      const data = command.statement;
      return {
        id: data.statement,
        record: { kind: 'account', data },
        event: { type: 'field-activity.account-stated', data },
      };
    }
    case 'act-for-household': {
      const data = command.proxy;
      return {
        id: data.proxy,
        record: { kind: 'proxy', data },
        event: { type: 'field-activity.household-acted-for', data },
      };
    }
  }
}

/** Only VNeID is registered before it is activated, and has levels. */
function mustBeOfThatAccount({ account, state, level }: AccountStatement): void {
  if (account !== 'vneid' && (state === 'registered' || level !== null)) throw refused('StateNotOfThatAccount');
}

function mustBeInCare(state: HouseholdState, on: LocalDate): void {
  const inCare = standingsOf(recordsThatStand(state)).household.get('in-care') ?? [];
  if (!inCare.some(({ from, to }) => from <= on && (to === null || on < to))) throw refused('NotInCareThatDay', { on });
}
