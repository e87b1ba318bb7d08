import { type AssignmentId, type HouseholdId, readHouseholdEvent } from '@tung-nha/field-activity-events';
import {
  type Envelope,
  type EventId,
  type Instant,
  type LocalDate,
  storedDataOf,
  type SubjectRef,
  type TeamId,
} from '@tung-nha/kernel';
import { readTeamOrganisationEvent } from '@tung-nha/team-organisation-events';

/** Somebody of a team was put in charge of a household. */
export interface AssignedHousehold {
  readonly household: HouseholdId;
  readonly assignment: AssignmentId;
  readonly member: SubjectRef;
  readonly on: LocalDate;
  readonly recorded: Instant;
}

/** Somebody left a team, or all did: `member` is null then. */
export interface Departed {
  readonly member: SubjectRef | null;
  readonly on: LocalDate;
  readonly recorded: Instant;
}

/** All that matters here of one team; kept whole, because either side may be told late. */
export interface TeamAssignments extends Readonly<Record<string, unknown>> {
  readonly assigned: readonly AssignedHousehold[];
  readonly departed: readonly Departed[];
}

export const nobodyAssigned: TeamAssignments = { assigned: [], departed: [] };

export interface Learned {
  readonly team: TeamId;
  readonly event: Pick<Envelope, 'correlationid'> & { readonly id: EventId };
  readonly assigned?: AssignedHousehold;
  readonly departed?: Departed;
}

/** Event type → what it says of a team's assignments. All other types are passed over. */
const table: Readonly<Record<string, (envelope: Envelope) => Omit<Learned, 'event'> | undefined>> = {
  'field-activity.member-assigned': (envelope) => {
    const event = readHouseholdEvent(storedDataOf(envelope));
    if (event.type !== 'field-activity.member-assigned') return undefined;
    const { team, assignment, member, on } = event.data;
    const household = envelope.subject.slice('household/'.length) as HouseholdId;
    return { team, assigned: { household, assignment, member, on, recorded: envelope.recordedtime } };
  },
  'team-organisation.member-released': (envelope) => {
    const event = readTeamOrganisationEvent(storedDataOf(envelope));
    if (event.type !== 'team-organisation.member-released') return undefined;
    const { member, on } = event.data;
    return { team: teamOf(envelope), departed: { member, on, recorded: envelope.recordedtime } };
  },
  'team-organisation.team-dissolved': (envelope) => {
    const event = readTeamOrganisationEvent(storedDataOf(envelope));
    if (event.type !== 'team-organisation.team-dissolved') return undefined;
    return { team: teamOf(envelope), departed: { member: null, on: event.data.on, recorded: envelope.recordedtime } };
  },
};

const teamOf = ({ subject }: Envelope) => subject.slice('team/'.length) as TeamId;

export function learnedFrom(envelope: Envelope): Learned | undefined {
  const learned = table[envelope.type]?.(envelope);
  return learned && { ...learned, event: { id: envelope.id, correlationid: envelope.correlationid } };
}

export function withLearned(known: TeamAssignments, { assigned, departed }: Learned): TeamAssignments {
  return {
    assigned: assigned ? [...known.assigned, assigned] : known.assigned,
    departed: departed ? [...known.departed, departed] : known.departed,
  };
}

export interface EndOfAssignment {
  readonly household: HouseholdId;
  readonly assignment: AssignmentId;
  readonly on: LocalDate;
  /** When the later of the two was recorded: the same however late this is worked out. */
  readonly recorded: Instant;
}

/** What the news ends, by what else is known of the team. Whichever of the two comes second finds the other here. */
export function endedBy({ assigned, departed }: Learned, known: TeamAssignments): EndOfAssignment[] {
  const these = assigned ? [assigned] : known.assigned;
  const left = departed ? [departed] : known.departed;
  return these.flatMap(({ household, assignment, member, on, recorded }) => {
    const [first] = left
      .filter((one) => (one.member === null || one.member === member) && one.on >= on)
      .sort((one, other) => (one.on < other.on ? -1 : 1));
    if (!first) return [];
    return [{ household, assignment, on: first.on, recorded: recorded > first.recorded ? recorded : first.recorded }];
  });
}
