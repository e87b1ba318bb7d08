import { EventPattern, Payload } from '@nestjs/microservices';
import { type Batch, EventHandlers, type Subscription } from '@tung-nha/event-bus';
import { digestOf, type EventStore } from '@tung-nha/event-store';
import type { HouseholdCommand } from '@tung-nha/field-activity-domain';
import { dayOf, followingCommand, type SubjectRef, type TeamId } from '@tung-nha/kernel';
import type { ReadModels, ReadStore } from '@tung-nha/read-store';
import {
  endedBy,
  type EndOfAssignment,
  type Learned,
  learnedFrom,
  nobodyAssigned,
  type TeamAssignments,
  withLearned,
} from './assignments.reactions.js';
import { CommandHouseholds, CommandHouseholdsHandler } from './households.handler.js';

export const ASSIGNMENT_REACTIONS = 'field-activity.assignment-reactions';

const MODEL = 'assignments-by-team';
const TEAMS = 'teams';
const actor = 'field-activity-reactions' as SubjectRef;

/**
 * Ends the assignments of who leaves a team (P1, `.assigned`). The commands come before the checkpoint and their ids
 * from the events, so a crash in between, or a repeated batch, ends nothing twice and forgets nothing.
 */
export class AssignmentReactions {
  private model!: ReadStore;
  private working: Promise<unknown> = Promise.resolve();
  private readonly handler: CommandHouseholdsHandler;

  readonly subscription: Subscription = {
    consumer: ASSIGNMENT_REACTIONS,
    lanes: ['team-organisation', 'field-activity'],
    checkpoint: (lane) => this.model.checkpoint(lane),
    servedStandingBy: true,
  };

  constructor(
    private readonly readModels: ReadModels,
    store: EventStore,
  ) {
    // Ending an assignment asks for no membership: there is no team to check.
    this.handler = new CommandHouseholdsHandler(store);
  }

  async open(): Promise<this> {
    this.model = await this.readModels.open(MODEL, 1, { [TEAMS]: [] });
    await this.readModels.switchTo(MODEL, 1);
    return this;
  }

  /** The two lanes come side by side, and meet in the same documents: one batch after the other. */
  apply(batch: Batch): Promise<void> {
    const turn = this.working.then(() => this.react(batch));
    this.working = turn.catch(() => undefined);
    return turn;
  }

  private async react({ lane, upTo, deliveries }: Batch): Promise<void> {
    const done = await this.model.checkpoint(lane);
    const news = deliveries.flatMap(({ position, envelope }) => {
      const learned = position > done ? learnedFrom(envelope) : undefined;
      return learned ? [{ position, learned }] : [];
    });
    const known = new Map<TeamId, TeamAssignments>();
    for (const { learned } of news) {
      const { team } = learned;
      const before = known.get(team) ?? (await this.model.get<TeamAssignments>(TEAMS, team)) ?? nobodyAssigned;
      for (const ended of endedBy(learned, before)) await this.end(ended, learned);
      known.set(team, withLearned(before, learned));
    }
    const mutations = news.map(({ position, learned }) => ({
      position,
      collection: TEAMS,
      id: learned.team,
      fold: (data?: Readonly<Record<string, unknown>>) =>
        withLearned((data as TeamAssignments | undefined) ?? nobodyAssigned, learned),
    }));
    await this.model.applyBatch(lane, upTo, mutations);
  }

  private async end({ household, assignment, on, recorded }: EndOfAssignment, { event }: Learned): Promise<void> {
    const recordedOn = dayOf(recorded);
    const command: HouseholdCommand = {
      type: 'end-assignment',
      assignment,
      reason: 'member-left',
      on,
      // A release that was decided for a day to come ends the assignment on that day.
      today: on > recordedOn ? on : recordedOn,
    };
    const commandId = followingCommand(event.id, `end ${assignment}`);
    const request = {
      commandId,
      digest: digestOf({ household, ...command }),
      actor,
      recordedTime: recorded,
      correlationId: event.correlationid,
      causationId: event.id,
      today: command.today,
    };
    await this.handler.execute(new CommandHouseholds([{ household, command }], '', request));
  }
}

@EventHandlers()
export class AssignmentReactionsConsumer {
  constructor(private readonly reactions: AssignmentReactions) {}

  @EventPattern(ASSIGNMENT_REACTIONS)
  apply(@Payload() batch: Batch): Promise<void> {
    return this.reactions.apply(batch);
  }
}
