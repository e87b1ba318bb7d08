import { commandIdOf, type Instant, type LocalDate, subjectRef } from '@tung-nha/kernel';
import { type CommandRequest, ownRequest } from '@tung-nha/service-runtime';

const actor = subjectRef.parse('simulator');

/** The request of a simulated command, recorded at some moment of working hours of its day. */
export function requestOf(key: string, recorded: LocalDate, by = actor): CommandRequest {
  const commandId = commandIdOf(by, key);
  const minute = Number.parseInt(commandId.slice(0, 4), 16) % 600;
  const recordedTime = `${recorded}T${pad(1 + Math.floor(minute / 60))}:${pad(minute % 60)}:00.000Z` as Instant;
  return ownRequest(key, by, recordedTime);
}

const pad = (number: number) => String(number).padStart(2, '0');
