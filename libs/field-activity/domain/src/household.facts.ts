import type { HouseholdEvent } from '@tung-nha/field-activity-events';
import { careFacts } from './care.facts.js';
import { type HouseholdCommand, refused } from './household.commands.js';
import type { HouseholdState } from './household.state.js';
import { lifeFacts } from './life.facts.js';
import { membershipFacts } from './membership.facts.js';
import { recordFacts } from './record.facts.js';

/** The facts a command adds; none when they are known, a refusal when a rule is broken. */
export function factsOf(command: HouseholdCommand, state: HouseholdState): HouseholdEvent[] {
  switch (command.type) {
    case 'register-household':
    case 'move-household':
    case 'close-household':
    case 'reopen-household':
    case 'restate-merged-visits':
      return lifeFacts(command, state);
    case 'split-household':
    case 'found-by-split':
    case 'merge-household':
    case 'merge-in':
    case 'join-household':
    case 'leave-household':
    case 'move-citizen':
    case 'take-in':
    case 'follow-records':
      return membershipFacts(command, state);
    case 'visit-household':
    case 'guide-citizen':
    case 'confirm-proficiency':
    case 'state-account':
    case 'act-for-household':
      return recordFacts(command, state);
    case 'state-care-need':
    case 'assign-member':
    case 'end-assignment':
      return careFacts(command, state);
    case 'withdraw-record': {
      const { record, reason } = command;
      if (!state.records.has(record)) throw refused('RecordUnknown', { record });
      if (state.withdrawn.has(record)) return [];
      return [{ type: 'field-activity.record-withdrawn', data: { record, reason } }];
    }
  }
}
