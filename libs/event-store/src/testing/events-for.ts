import {
  type CommandId,
  commandIdOf,
  type Envelope,
  type Instant,
  seal,
  type StreamName,
  subjectRef,
  unitId,
} from '@tung-nha/kernel';
import { digestOf } from '../digest.js';
import type { Digest, Part } from '../event-store.js';

const actor = subjectRef.parse('tester');

export const command = (key: string): CommandId => commandIdOf(actor, key);
export const digest = (body: string): Digest => digestOf({ body });

/** The next `count` events of a stream that ends at `after`. */
export function eventsFor(stream: StreamName, after: number, count: number, note = ''): Envelope[] {
  const events = Array.from({ length: count }, (_, n) => ({
    type: 'field-activity.sampled',
    data: { n, note, tên: 'Tổ' },
  }));
  const definition = { type: 'field-activity.sampled', version: 1, about: '', data: undefined as never };
  return seal(
    events,
    () => definition,
    { context: 'field-activity', stream, after, unit: unitId.parse('lang-a'), partitionKey: 'xa-a' },
    {
      commandId: command(`${stream} ${after} ${note}`),
      actor,
      recordedTime: '2024-05-10T03:00:00.000Z' as Instant,
      correlationId: 'correlation',
      causationId: 'cause',
    },
  );
}

export const part = (stream: StreamName, after: number, count = 1, note = ''): Part => ({
  stream,
  expectedVersion: after,
  events: eventsFor(stream, after, count, note),
});
