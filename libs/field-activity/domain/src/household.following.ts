import type { Brought, HouseholdEvent, HouseholdId } from '@tung-nha/field-activity-events';
import { saidOfPerson, takenAlong, wentTo } from './brought.js';
import { broughtOf } from './brought-records.js';
import { type FollowingCommand, type HouseholdCommand, refused } from './household.commands.js';
import type { HouseholdState } from './household.state.js';
import { visitedSince } from './standing-records.js';
import { villageOn } from './standings.js';
import { staysOf } from './stays.js';

export interface Following {
  readonly household: HouseholdId;
  readonly command: FollowingCommand;
}

/**
 * What new facts of one household mean for others: those it splits into, goes up in, sends a person to, or once sent a
 * person to. Decided and stored together with the facts.
 */
export function followingOf(
  household: HouseholdId,
  command: HouseholdCommand,
  facts: readonly HouseholdEvent[],
  after: HouseholdState,
): Following[] {
  const other = 'into' in command ? command.into : command.type === 'move-citizen' ? command.to : undefined;
  if (other === household) throw refused('NotIntoItself');
  switch (command.type) {
    case 'split-household': {
      const { into, on, today } = command;
      const citizens = command.citizens.map((citizen) => takenAlong(after, citizen, on)!);
      const village = villageOn(on, after.arrivals)!;
      const left = command.citizens.map((citizen) => staysOf(citizen, household, after));
      return [{ household: into, command: { type: 'found-by-split', village, citizens, left, on, today } }];
    }
    case 'merge-household': {
      const { into, on, today } = command;
      const citizens = facts.flatMap(({ type, data }) =>
        type === 'field-activity.citizen-left' ? [takenAlong(after, data.citizen, on)!] : [],
      );
      const left = citizens.map(({ citizen }) => staysOf(citizen, household, after));
      const since = visitedSince(after);
      return [
        {
          household: into,
          command: { type: 'merge-in', from: household, citizens, left, visitedSince: since, on, today },
        },
      ];
    }
    case 'move-citizen': {
      const { citizen, to, on, today } = command;
      const left = staysOf(citizen, household, after);
      return [{ household: to, command: { type: 'take-in', citizen: takenAlong(after, citizen, on)!, left, today } }];
    }
    case 'register-household':
    case 'move-household':
    case 'close-household':
    case 'reopen-household':
    case 'found-by-split':
    case 'join-household':
    case 'leave-household':
    case 'take-in':
    case 'state-care-need':
    case 'assign-member':
    case 'end-assignment':
      return [];
    case 'visit-household':
    case 'guide-citizen':
    case 'confirm-proficiency':
    case 'state-account':
    case 'act-for-household':
    case 'withdraw-record':
    case 'merge-in':
    case 'follow-records':
    case 'restate-merged-visits':
      return [...visitsTold(household, facts, after), ...facts.flatMap((fact) => recordsTold(fact, after))];
  }
}

/** What the household this one went up in counts of its visits. It says nothing there when that stays the same. */
function visitsTold(household: HouseholdId, facts: readonly HouseholdEvent[], after: HouseholdState): Following[] {
  const into = after.closed?.into;
  if (!into || !facts.some((fact) => touchesVisits(fact, after))) return [];
  return [
    { household: into, command: { type: 'restate-merged-visits', from: household, visitedSince: visitedSince(after) } },
  ];
}

function touchesVisits({ type, data }: HouseholdEvent, { records }: HouseholdState): boolean {
  if (type === 'field-activity.record-withdrawn') return records.get(data.record)?.kind === 'visit';
  return (
    type === 'field-activity.household-visited' ||
    type === 'field-activity.household-merged-in' ||
    type === 'field-activity.merged-household-visits-restated'
  );
}

const nothing: Brought = { guided: [], proficient: [], accounts: [] };

/** To where the person went, as far as this household knows; from there it goes on. */
function recordsTold({ type, data }: HouseholdEvent, after: HouseholdState): Following[] {
  if (type === 'field-activity.citizen-records-followed')
    return wentTo(after, data.citizen).map((to) => ({ household: to, command: { type: 'follow-records', ...data } }));
  const id =
    type === 'field-activity.record-withdrawn'
      ? data.record
      : type === 'field-activity.citizen-guided'
        ? data.guidance
        : type === 'field-activity.proficiency-confirmed'
          ? data.confirmation
          : type === 'field-activity.account-stated'
            ? data.statement
            : undefined;
  const record = id === undefined ? undefined : after.records.get(id);
  const said = record && saidOfPerson(record);
  if (id === undefined || !said) return [];
  const { citizen, ...told } = said;
  const change =
    type === 'field-activity.record-withdrawn'
      ? { brings: nothing, withdrawn: [id] }
      : { brings: broughtOf([[id, told]]), withdrawn: [] };
  return wentTo(after, citizen).map((to) => ({
    household: to,
    command: { type: 'follow-records', citizen, ...change },
  }));
}
