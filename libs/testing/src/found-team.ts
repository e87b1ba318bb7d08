import { digestOf, type EventStore } from '@tung-nha/event-store';
import {
  commandIdOf,
  type Instant,
  type LocalDate,
  localDate,
  registryOf,
  seal,
  type SubjectRef,
  subjectRef,
  type TeamId,
  teamId,
  type UnitId,
} from '@tung-nha/kernel';
import { type TeamEvent, teamEvents, teamStream } from '@tung-nha/team-organisation-events';

export interface FoundedTeam {
  readonly team: TeamId;
  readonly members: readonly SubjectRef[];
}

const decision = { number: null, date: null, office: null, capacity: null, issuingUnit: null } as const;

/**
 * A commune's team with its members, as its events say it. They are appended as they stand: the integrator replaces
 * this by the commands of team-organisation once its routes are there.
 */
export async function foundTeam(
  store: EventStore,
  unit: UnitId,
  on = localDate.parse('2023-06-01'),
): Promise<FoundedTeam> {
  const team = teamId.parse('team-1');
  const members = ['an', 'binh'].map((member) => subjectRef.parse(member));
  const events: TeamEvent[] = [
    { type: 'team-organisation.team-established', data: { unit, level: 'commune', policy: null, decision, on } },
    ...members.map((member): TeamEvent => ({
      type: 'team-organisation.member-appointed',
      data: { member, role: 'member', position: 'citizen', organisation: 'none', on },
    })),
  ];
  await sayOfTeam(store, team, unit, 0, events, on);
  return { team, members };
}

/** What a decision of team-organisation adds to the team's stream, which ends at `after`. */
export async function sayOfTeam(
  store: EventStore,
  team: TeamId,
  unit: UnitId,
  after: number,
  events: readonly TeamEvent[],
  recorded: LocalDate,
): Promise<void> {
  const stream = teamStream(team);
  const actor = subjectRef.parse('testing');
  const commandId = commandIdOf(actor, `${stream} ${after}`);
  const provenance = {
    commandId,
    actor,
    recordedTime: `${recorded}T02:00:00.000Z` as Instant,
    correlationId: commandId,
    causationId: commandId,
  };
  const destination = { context: 'team-organisation', stream, after, unit, partitionKey: unit } as const;
  const sealed = seal(events, registryOf(teamEvents), destination, provenance);
  await store.append(commandId, digestOf({ stream, after }), [{ stream, expectedVersion: after, events: sealed }]);
}
