import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAndAppend, EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import type { TeamId } from '@tung-nha/kernel';
import type { CommandRequest, Receipt } from '@tung-nha/service-runtime';
import { teamAggregate, type TeamCommands } from '@tung-nha/team-organisation-domain';
import { teamStream } from '@tung-nha/team-organisation-events';

const POSITION_WITHIN_MS = 1_000;

export interface TeamIntent {
  readonly team: TeamId;
  readonly command: TeamCommands;
  /** The commune a new team belongs to: orders its events for outside consumers, for good. */
  readonly homeCommune: string;
}

/** A command on one team, or on several: all or none, and no more than one append holds (500 events, 1 MB). */
export class CommandTeams extends Command<Receipt> {
  constructor(
    readonly intents: readonly TeamIntent[],
    readonly request: CommandRequest,
    /** What the receipt is about, where it is not the one team. */
    readonly id?: string,
  ) {
    super();
  }
}

@CommandHandler(CommandTeams)
export class CommandTeamsHandler implements ICommandHandler<CommandTeams> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** @throws DomainError, CommandIdReused, VersionConflict; RangeError beyond what one append holds */
  async execute({ intents, request, id }: CommandTeams): Promise<Receipt> {
    const { expectedVersion, ...identity } = request;
    const { versions, changed } = await decideAndAppend(
      this.store,
      teamAggregate,
      intents.map(({ team, command, homeCommune }) => ({
        stream: teamStream(team),
        command,
        partitionKey: homeCommune,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })),
      identity,
    );
    const position = changed ? await this.store.positionOf(request.commandId, POSITION_WITHIN_MS) : undefined;
    return {
      id: id ?? intents[0]!.team,
      version: versions[0]!,
      changed,
      ...(position === undefined ? {} : { position }),
    };
  }
}
