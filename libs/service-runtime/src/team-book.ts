import type { LocalDate, SubjectRef, TeamId, UnitId } from '@tung-nha/kernel';
import type { TeamEvent } from '@tung-nha/team-organisation-events';

interface Span {
  readonly from: LocalDate;
  /** The first day on which it no longer holds. */
  readonly to: LocalDate | null;
}

/** A team as its events tell it. */
export interface KnownTeam {
  readonly unit: UnitId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly members: ReadonlyMap<SubjectRef, readonly Span[]>;
}

/** Every team there ever was, folded from the events of team-organisation (T2, T4). */
export class TeamBook {
  private readonly teams = new Map<TeamId, KnownTeam & { readonly members: Map<SubjectRef, readonly Span[]> }>();

  apply(team: TeamId, event: TeamEvent): void {
    if (event.type === 'team-organisation.team-established') {
      const { unit, on } = event.data;
      this.teams.set(team, { unit, from: on, to: null, members: new Map() });
      return;
    }
    const known = this.teams.get(team);
    if (!known) return;
    switch (event.type) {
      case 'team-organisation.team-dissolved':
        this.teams.set(team, { ...known, to: event.data.on });
        break;
      case 'team-organisation.member-appointed': {
        const { member, on } = event.data;
        known.members.set(member, [...(known.members.get(member) ?? []), { from: on, to: null }]);
        break;
      }
      case 'team-organisation.member-released': {
        const { member, on } = event.data;
        const spans = known.members.get(member) ?? [];
        known.members.set(
          member,
          spans.map((span) => (holdsOn(span, on) ? { ...span, to: on } : span)),
        );
        break;
      }
      case 'team-organisation.team-consolidated':
      case 'team-organisation.member-role-changed':
      case 'team-organisation.team-standing-restated':
      case 'team-organisation.membership-restated':
    }
  }

  get(team: TeamId): KnownTeam | undefined {
    return this.teams.get(team);
  }

  /** In the team, and the team in force, at the end of the day. */
  isMember(team: TeamId, member: SubjectRef, on: LocalDate): boolean {
    const known = this.teams.get(team);
    return !!known && holdsOn(known, on) && (known.members.get(member) ?? []).some((span) => holdsOn(span, on));
  }
}

export const holdsOn = ({ from, to }: Span, on: LocalDate) => from <= on && (to === null || on < to);
