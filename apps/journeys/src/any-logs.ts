import type { Delivery } from '@tung-nha/event-bus';
import { householdAggregate, type HouseholdCommand } from '@tung-nha/field-activity-domain';
import { type HouseholdEvent, recordId } from '@tung-nha/field-activity-events';
import {
  addDays,
  canonicalJson,
  type CommandId,
  DomainError,
  fold,
  type Instant,
  localDate,
  registryOf,
  seal,
  subjectRef,
  teamId,
  unitId,
} from '@tung-nha/kernel';
import { type TeamEvent, teamEvents, type UnitInterval } from '@tung-nha/team-organisation-events';

export const start = localDate.parse('2024-01-01');
const villages = ['v1', 'v2', 'v3'].map((id) => unitId.parse(id));

/** A log of five households as their rules wrote it. */
export function logOf(seed: number): Delivery[] {
  const deliveries: Delivery[] = [];
  const past = new Map<number, HouseholdEvent[]>();
  let state = seed;
  const below = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
  for (let step = 0; step < 90; step += 1) {
    const household = below(5);
    const on = addDays(start, below(60));
    const today = addDays(on, below(30));
    const village = villages[below(3)]!;
    const visit = {
      visit: recordId.parse(`r${below(4)}`),
      on,
      team: teamId.parse('t'),
      members: [subjectRef.parse('an')],
      activities: [],
    };
    const citizen = subjectRef.parse(`binh-${household}-${below(2)}`);
    const record = recordId.parse(`r${below(4)}`);
    const commands: HouseholdCommand[] = [
      { type: 'register-household', village, on: start, today },
      { type: 'visit-household', visit, today },
      { type: 'visit-household', visit, today },
      { type: 'move-household', to: village, on, today },
      { type: 'withdraw-record', record: visit.visit, reason: 'wrong-day' },
      { type: 'join-household', citizen, turns14: 'earlier', on, today },
      {
        type: 'guide-citizen',
        guidance: { ...visit, guidance: record, citizen, skill: 'online-payment', mode: 'group' } as never,
        today,
      },
      {
        type: 'state-account',
        statement: { statement: record, on, citizen, account: 'vneid', state: 'activated', level: 2 },
        today,
      },
      { type: 'state-care-need', reason: 'no-device', on, today },
    ];
    const before = past.get(household) ?? [];
    const command = before.length === 0 ? commands[0]! : commands[below(commands.length)]!;
    try {
      const events = householdAggregate.decider.decide(command, fold(householdAggregate.decider, before));
      past.set(household, [...before, ...events]);
      const destination = {
        context: 'field-activity',
        stream: `household/${household}`,
        after: before.length,
        unit: village,
        partitionKey: 'c',
      } as const;
      const provenance = {
        commandId: `c${step}` as CommandId,
        actor: subjectRef.parse('an'),
        recordedTime: `${today}T05:00:00.000Z` as Instant,
        correlationId: 'x',
        causationId: 'x',
      };
      for (const envelope of seal(events, householdAggregate.definitionOf, destination, provenance))
        deliveries.push({ position: deliveries.length + 1, envelope, bytes: canonicalJson(envelope) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return deliveries;
}

/** A log of three teams: what holds of them is told again and again, each time in place of what was told before. */
export function teamLogOf(seed: number): Delivery[] {
  const deliveries: Delivery[] = [];
  const said = new Map<string, readonly UnitInterval[]>();
  const versions = new Map<string, number>();
  let state = seed;
  const below = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
  for (let step = 0; step < 40; step += 1) {
    const team = `t${below(3) || ''}`;
    const from = addDays(start, below(40));
    const unit = villages[below(3)]!;
    const is = below(5) === 0 ? [] : [{ unit, from, to: below(2) === 0 ? null : addDays(from, 1 + below(30)) }];
    const standing = (['established', 'leaderless', 'compliant', 'member'] as const)[below(4)]!;
    const was = said.get(`${team} ${standing}`) ?? [];
    said.set(`${team} ${standing}`, is);
    const event: TeamEvent =
      standing === 'member'
        ? {
            type: 'team-organisation.membership-restated',
            data: { member: subjectRef.parse('an'), organisation: 'bank', was: [...was], is },
          }
        : { type: 'team-organisation.team-standing-restated', data: { standing, was: [...was], is } };
    const after = versions.get(team) ?? 0;
    versions.set(team, after + 1);
    const destination = {
      context: 'team-organisation',
      stream: `team/${team}`,
      after,
      unit,
      partitionKey: 'c',
    } as const;
    const provenance = {
      commandId: `t${step}` as CommandId,
      actor: subjectRef.parse('an'),
      recordedTime: `${addDays(start, step * 2)}T05:00:00.000Z` as Instant,
      correlationId: 'x',
      causationId: 'x',
    };
    for (const envelope of seal([event], registryOf(teamEvents), destination, provenance))
      deliveries.push({ position: deliveries.length + 1, envelope, bytes: canonicalJson(envelope) });
  }
  return deliveries;
}
