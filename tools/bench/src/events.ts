import { digestOf, type Part } from '@tung-nha/event-store';
import {
  canonicalJson,
  type CommandId,
  deriveId,
  type Envelope,
  type Instant,
  seal,
  type StreamName,
  type SubjectRef,
  type UnitId,
} from '@tung-nha/kernel';

const type = 'field-activity.household-visited';
const definition = { type, version: 1, about: '', data: undefined as never };

/** Events of 480 to 500 bytes, as a visit has. */
export function eventsOf(stream: StreamName, after: number, count: number): Envelope[] {
  const events = Array.from({ length: count }, (_, n) => ({
    type,
    data: { visit: `v-${after + n}`, on: '2024-05-10', team: 'team-1', members: ['an'], activities: ['explained'] },
  }));
  const commandId = deriveId('bench', stream, after) as CommandId;
  return seal(
    events,
    () => definition,
    { context: 'field-activity', stream, after, unit: 'lang-a' as UnitId, partitionKey: 'xa-a' },
    {
      commandId,
      actor: 'bench' as SubjectRef,
      recordedTime: '2024-05-10T03:00:00.000Z' as Instant,
      correlationId: commandId,
      causationId: commandId,
    },
  );
}

export const partOf = (stream: StreamName, after: number, count: number): Part => ({
  stream,
  expectedVersion: after,
  events: eventsOf(stream, after, count),
});

export const commandOf = (...parts: (string | number)[]) => deriveId('bench command', ...parts) as CommandId;
export const digestFor = (key: string | number) => digestOf({ key });
export const textsOf = (count: number) => eventsOf('household/yardstick', 0, count).map(canonicalJson);
