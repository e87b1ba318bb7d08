import { digestOf } from '@tung-nha/event-store';
import { commandIdOf, dayOf, type Instant, type SubjectRef } from '@tung-nha/kernel';
import type { CommandRequest } from './command-request.js';

/** The request of a command that a program sends by itself, without HTTP. The same key is the same command again. */
export function ownRequest(key: string, actor: SubjectRef, recordedTime: Instant): CommandRequest {
  const commandId = commandIdOf(actor, key);
  return {
    commandId,
    digest: digestOf({ key }),
    actor,
    recordedTime,
    correlationId: commandId,
    causationId: commandId,
    today: dayOf(recordedTime),
  };
}
