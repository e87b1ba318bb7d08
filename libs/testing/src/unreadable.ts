import { dataSchemaOf, deriveId, type Envelope, type EventId } from '@tung-nha/kernel';

/** The event that a newer release would write after this one: its stream goes on, and this release cannot read it. */
export function ofNewerRelease(before: Envelope, type: string): Envelope {
  const streamversion = before.streamversion + 1;
  const id = deriveId('newer-release', before.subject, streamversion) as EventId;
  return { ...before, id, streamversion, type, dataschema: dataSchemaOf(type, 99), data: { fromTheFuture: true } };
}
