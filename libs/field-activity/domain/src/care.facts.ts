import type { HouseholdEvent } from '@tung-nha/field-activity-events';
import { mustStand } from './conditions.js';
import { type Command, refused } from './household.commands.js';
import type { HouseholdState } from './household.state.js';
import { recordsThatStand } from './standing-records.js';

/** Who needs care, and who is in charge (T6). */
export function careFacts(
  command: Command<'state-care-need' | 'assign-member' | 'end-assignment'>,
  state: HouseholdState,
): HouseholdEvent[] {
  switch (command.type) {
    case 'state-care-need': {
      const { on, reason, today } = command;
      if (state.needs.get(on) === reason) return [];
      if (state.needs.has(on)) throw refused('NeedOfThatDayAlreadyRecorded', { on });
      mustStand(state, on, today);
      return [{ type: 'field-activity.care-need-stated', data: { on, reason } }];
    }
    case 'assign-member': {
      const { assignment, today } = command;
      const { assignment: id, on, member, team } = assignment;
      const known = state.assignments.get(id);
      if (known && known.on === on && known.member === member && known.team === team) return [];
      if (known) throw refused('RecordedOtherwise', { record: id });
      mustStand(state, on, today);
      const { assignments } = recordsThatStand(state);
      if (assignments.some(({ to }) => to === null || on < to)) throw refused('AlreadyAssignedThatDay', { on });
      return [{ type: 'field-activity.member-assigned', data: assignment }];
    }
    case 'end-assignment': {
      const { assignment, reason, on, today } = command;
      const known = state.assignments.get(assignment);
      if (!known) throw refused('AssignmentUnknown');
      // An earlier end that is told late stands; a later one has nothing left to end.
      if (known.to !== null && known.to <= on) return [];
      if (on > today) throw refused('DayInTheFuture', { on });
      if (on < known.on) throw refused('AssignmentEndsBeforeItBegins', { on: known.on });
      return [{ type: 'field-activity.assignment-ended', data: { assignment, on, reason } }];
    }
  }
}
