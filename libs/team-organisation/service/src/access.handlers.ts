import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAndAppend, EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import type { SubjectRef } from '@tung-nha/kernel';
import type { CommandRequest, Receipt } from '@tung-nha/service-runtime';
import { accessAggregate, type AccessCommand } from '@tung-nha/team-organisation-domain';
import { accessStream } from '@tung-nha/team-organisation-events';

const POSITION_WITHIN_MS = 1_000;

export class ChangeAccess extends Command<Receipt> {
  constructor(
    readonly subject: SubjectRef,
    readonly command: AccessCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(ChangeAccess)
export class ChangeAccessHandler implements ICommandHandler<ChangeAccess> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ subject, command, request }: ChangeAccess): Promise<Receipt> {
    const { expectedVersion, ...identity } = request;
    const intent = {
      stream: accessStream(subject),
      command,
      partitionKey: subject,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
    const { versions, changed } = await decideAndAppend(this.store, accessAggregate, [intent], identity);
    const position = changed ? await this.store.positionOf(request.commandId, POSITION_WITHIN_MS) : undefined;
    return { id: subject, version: versions[0]!, changed, ...(position === undefined ? {} : { position }) };
  }
}
