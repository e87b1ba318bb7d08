import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAndAppend, EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { declarationAggregate, type DeclarationCommand } from '@tung-nha/field-activity-domain';
import { declarationStream } from '@tung-nha/field-activity-events';
import type { CommandRequest, Receipt } from '@tung-nha/service-runtime';

const POSITION_WITHIN_MS = 1_000;

export class DeclareHouseholds extends Command<Receipt> {
  constructor(
    readonly command: DeclarationCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(DeclareHouseholds)
export class DeclareHouseholdsHandler implements ICommandHandler<DeclareHouseholds> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** @throws DomainError, CommandIdReused, VersionConflict */
  async execute({ command, request }: DeclareHouseholds): Promise<Receipt> {
    const { expectedVersion, ...identity } = request;
    const { unit, year } = command;
    const intent = {
      stream: declarationStream(unit, year),
      command,
      partitionKey: unit,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
    const { versions, changed } = await decideAndAppend(this.store, declarationAggregate, [intent], identity);
    const position = changed ? await this.store.positionOf(request.commandId, POSITION_WITHIN_MS) : undefined;
    return {
      id: `${unit}-${year}`,
      version: versions[0]!,
      changed,
      ...(position === undefined ? {} : { position }),
    };
  }
}
