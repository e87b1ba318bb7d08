import type { HouseholdCommand } from '@tung-nha/field-activity-domain';
import { recordId } from '@tung-nha/field-activity-events';
import { type LocalDate, subjectRef, teamId } from '@tung-nha/kernel';
import fc from 'fast-check';
import { day, id, start, villages } from './any-reorganisations.js';

/** What was said of one of four households, and the day it was recorded. */
export interface Told {
  readonly household: number;
  readonly command: HouseholdCommand;
  readonly recorded: LocalDate;
}
const anyVillage = fc.constantFrom(...villages).map(id);
const anyTold = fc
  .record({
    household: fc.nat(3),
    kind: fc.constantFrom('register', 'visit', 'visit', 'move', 'withdraw', 'join', 'join', 'leave', 'card', 'card'),
    on: fc.nat(80),
    late: fc.nat(40),
    village: anyVillage,
    record: fc.constantFrom('r1', 'r2', 'r3'),
    citizen: fc.constantFrom('chi', 'dung', 'kid'),
    active: fc.boolean(),
  })
  .map(({ household, kind, on, late, village, record, citizen: name, active }): Told => {
    const recorded = day(on + late);
    const happened = { on: day(on), today: recorded };
    const citizen = subjectRef.parse(`${name}-${household}`);
    const command: HouseholdCommand =
      kind === 'join'
        ? { type: 'join-household', citizen, turns14: name === 'kid' ? 2_030 : 'earlier', ...happened }
        : kind === 'leave'
          ? { type: 'leave-household', citizen, reason: 'moved-away', ...happened }
          : kind === 'card'
            ? {
                type: 'state-account',
                statement: {
                  statement: recordId.parse(`${name}-${on}-${active}`),
                  on: day(on),
                  citizen,
                  account: 'chip-card',
                  state: active ? 'activated' : 'closed',
                  level: null,
                },
                today: recorded,
              }
            : kind === 'register'
              ? { type: 'register-household', village, ...happened }
              : kind === 'move'
                ? { type: 'move-household', to: village, ...happened }
                : kind === 'visit'
                  ? {
                      type: 'visit-household',
                      visit: {
                        visit: recordId.parse(record),
                        on: day(on),
                        team: teamId.parse('t'),
                        members: [subjectRef.parse('an')],
                        activities: [],
                      },
                      today: recorded,
                    }
                  : { type: 'withdraw-record', record: recordId.parse(record), reason: 'wrong-day' };
    return { household, command, recorded };
  });
/** In the order of recording, after all four households are registered. */
export const anyHistory = fc.array(anyTold, { maxLength: 40, size: 'max' }).map((told) => [
  ...[0, 1, 2, 3].map((household): Told => ({
    household,
    recorded: start,
    command: { type: 'register-household', village: id(villages[household]!), on: start, today: start },
  })),
  ...[...told].sort((one, other) => (one.recorded < other.recorded ? -1 : 1)),
]);
