import { EventPattern, Payload } from '@nestjs/microservices';
import { type Batch, EventHandlers } from '@tung-nha/event-bus';
import { type LocalDate, storedDataOf, type TeamId, teamId, type UnitId } from '@tung-nha/kernel';
import { LaneInMemory } from '@tung-nha/service-runtime';
import { team as rules, type TeamState } from '@tung-nha/team-organisation-domain';
import { readTeamEvent } from '@tung-nha/team-organisation-events';
import { liesWithin, type UnitRegister } from '@tung-nha/units';

export const TEAM_DIRECTORY_CONSUMER = 'team-directory.projection';

const TEAM_STREAM = 'team/';

export interface ListedTeam {
  readonly team: TeamId;
  readonly state: TeamState;
}

/** All teams there are, folded from the context's own events: to find them by unit. In memory, from zero at each start. */
export class TeamDirectory {
  private readonly teams = new Map<TeamId, TeamState>();
  private readonly lane = new LaneInMemory(TEAM_DIRECTORY_CONSUMER, 'team-organisation');
  readonly subscription = this.lane.subscription;

  apply(batch: Pick<Batch, 'upTo' | 'deliveries'>): void {
    this.lane.take(batch, (envelope) => {
      if (!envelope.subject.startsWith(TEAM_STREAM)) return;
      const id = teamId.parse(envelope.subject.slice(TEAM_STREAM.length));
      const event = readTeamEvent(storedDataOf(envelope));
      this.teams.set(id, rules.evolve(this.teams.get(id) ?? rules.initialState, event));
    });
  }

  get(team: TeamId): TeamState | undefined {
    return this.teams.get(team);
  }

  /** The teams in force on a day whose unit lies within the territory; in order of ids, after `after`. */
  within(register: UnitRegister, territory: UnitId, day: LocalDate, after: string, limit: number): ListedTeam[] {
    const found: ListedTeam[] = [];
    for (const team of [...this.teams.keys()].sort()) {
      const state = this.teams.get(team)!;
      if (team <= after || !stands(state, day)) continue;
      if (!liesWithin(register, state.established!.unit, territory, day)) continue;
      found.push({ team, state });
      if (found.length === limit) break;
    }
    return found;
  }
}

const stands = ({ said }: TeamState, day: LocalDate) =>
  (said.get('established') ?? []).some(({ from, to }) => from <= day && (to === null || day < to));

@EventHandlers()
export class TeamDirectoryProjection {
  constructor(private readonly book: TeamDirectory) {}

  @EventPattern(TEAM_DIRECTORY_CONSUMER)
  apply(@Payload() batch: Batch): void {
    this.book.apply(batch);
  }
}
