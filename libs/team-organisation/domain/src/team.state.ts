import type { LocalDate, SubjectRef } from '@tung-nha/kernel';
import {
  type Decision,
  type Establishment,
  type Position,
  type ReleaseReason,
  type SendingOrganisation,
  type TeamEvent,
  type TeamRole,
  type TeamStanding,
  type UnitInterval,
} from '@tung-nha/team-organisation-events';

/** What was said of a member, each from its day on. On one day the word recorded last holds. */
export type MemberWord =
  | {
      readonly kind: 'appointed';
      readonly on: LocalDate;
      readonly role: TeamRole;
      readonly position: Position;
      readonly organisation: SendingOrganisation;
    }
  | { readonly kind: 'role-changed'; readonly on: LocalDate; readonly role: TeamRole }
  | { readonly kind: 'released'; readonly on: LocalDate; readonly reason: ReleaseReason };

export interface TeamState {
  readonly established: Establishment | undefined;
  /** Day → the decision; a team may be set up anew more than once. */
  readonly consolidations: ReadonlyMap<LocalDate, Decision>;
  readonly dissolved: { readonly on: LocalDate; readonly decision: Decision } | null;
  /** In the order recorded, which need not be that of days. */
  readonly members: ReadonlyMap<SubjectRef, readonly MemberWord[]>;
  /** What was last said of each standing; absent: that it never held. */
  readonly said: ReadonlyMap<TeamStanding, readonly UnitInterval[]>;
  readonly saidOfMembers: ReadonlyMap<SubjectRef, ReadonlyMap<SendingOrganisation, readonly UnitInterval[]>>;
}

export const newTeam: TeamState = {
  established: undefined,
  consolidations: new Map(),
  dissolved: null,
  members: new Map(),
  said: new Map(),
  saidOfMembers: new Map(),
};

export function evolveTeam(state: TeamState, event: TeamEvent): TeamState {
  switch (event.type) {
    case 'team-organisation.team-established':
      return { ...state, established: event.data };
    case 'team-organisation.team-consolidated':
      return { ...state, consolidations: put(state.consolidations, event.data.on, event.data.decision) };
    case 'team-organisation.team-dissolved':
      return { ...state, dissolved: event.data };
    case 'team-organisation.member-appointed':
    case 'team-organisation.member-role-changed':
    case 'team-organisation.member-released': {
      const { member } = event.data;
      const words = [...(state.members.get(member) ?? []), wordOf(event)];
      return { ...state, members: put(state.members, member, words) };
    }
    case 'team-organisation.team-standing-restated':
      return { ...state, said: put(state.said, event.data.standing, event.data.is) };
    case 'team-organisation.membership-restated': {
      const { member, organisation, is } = event.data;
      const ofMember = put(state.saidOfMembers.get(member) ?? new Map<never, never>(), organisation, is);
      return { ...state, saidOfMembers: put(state.saidOfMembers, member, ofMember) };
    }
  }
}

export type MemberEvent = Extract<TeamEvent, { type: `team-organisation.member-${string}` }>;

export function wordOf(event: MemberEvent): MemberWord {
  switch (event.type) {
    case 'team-organisation.member-appointed': {
      const { on, role, position, organisation } = event.data;
      return { kind: 'appointed', on, role, position, organisation };
    }
    case 'team-organisation.member-role-changed':
      return { kind: 'role-changed', on: event.data.on, role: event.data.role };
    case 'team-organisation.member-released':
      return { kind: 'released', on: event.data.on, reason: event.data.reason };
  }
}

/** How a member stands in the team at the end of a day. */
export interface Membership {
  readonly member: SubjectRef;
  readonly role: TeamRole;
  readonly position: Position;
  readonly organisation: SendingOrganisation;
  /** The day of the appointment. */
  readonly since: LocalDate;
}

/** Undefined where the person was no member that day, as far as the words about the person go. */
export function membershipOn(member: SubjectRef, words: readonly MemberWord[], day: LocalDate): Membership | undefined {
  let standing: Membership | undefined;
  for (const word of inOrderOfDays(words)) {
    if (word.on > day) break;
    switch (word.kind) {
      case 'appointed': {
        const { on: since, role, position, organisation } = word;
        standing = { member, role, position, organisation, since };
        break;
      }
      case 'role-changed':
        // Told of someone who, as is known by now, was released before: it means nothing.
        if (standing) standing = { ...standing, role: word.role };
        break;
      case 'released':
        standing = undefined;
    }
  }
  return standing;
}

const sorted = new WeakMap<readonly MemberWord[], readonly MemberWord[]>();

/** The sort is stable: words of one day stay as they were recorded. */
function inOrderOfDays(words: readonly MemberWord[]): readonly MemberWord[] {
  const known = sorted.get(words);
  if (known) return known;
  const order = [...words].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  sorted.set(words, order);
  return order;
}

/** Who is in the team at the end of a day; nobody before it is established and once it is dissolved. */
export function membersOn({ established, dissolved, members }: TeamState, day: LocalDate): readonly Membership[] {
  if (!established || established.on > day || (dissolved && dissolved.on <= day)) return [];
  return [...members].flatMap(([member, words]) => membershipOn(member, words, day) ?? []);
}

const put = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map(map).set(key, value);
