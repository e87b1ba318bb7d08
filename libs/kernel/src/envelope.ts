import { z } from 'zod';
import type { EventOwner } from './contexts.js';
import type { EventDefinition, StoredData } from './define-event.js';
import { type CommandId, deriveId, type EventId, type SubjectRef, type UnitId } from './ids.js';
import { dayOf, type Instant, type LocalDate, startOf } from './local-date.js';

/** For example `household/7f3a`; it is the event's CloudEvents `subject`. */
export type StreamName = `${string}/${string}`;
export const streamName = z.string().regex(/^[a-z-]{1,64}\/[a-z0-9-]{1,64}$/) as unknown as z.ZodType<StreamName>;

/** CloudEvents 1.0 with our extensions, as stored (X1). The position is given later and is not in it. */
export interface Envelope {
  readonly specversion: '1.0';
  readonly id: EventId;
  readonly source: `/${EventOwner}`;
  readonly type: string;
  readonly subject: StreamName;
  /** When it happened: the start of the day in Asia/Ho_Chi_Minh, or `recordedtime` where no day is said. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** `urn:tung-nha:schema:<type>:<version>`. */
  readonly dataschema: string;
  readonly data: unknown;
  /** Place in the stream, from 1 without gaps. */
  readonly streamversion: number;
  /** When it was recorded. Never used for order. */
  readonly recordedtime: Instant;
  readonly correlationid: string;
  /** The command, or the event that led to it. */
  readonly causationid: string;
  readonly actor: SubjectRef;
  /** The unit the fact belongs to on its day. */
  readonly unit: UnitId;
  /** Orders for consumers that read a topic in parallel; the same for a whole stream. */
  readonly partitionkey: string;
}

/** Who asked, when, and what led to it: the same for all events of one command. */
export interface Provenance {
  readonly commandId: CommandId;
  readonly actor: SubjectRef;
  readonly recordedTime: Instant;
  readonly correlationId: string;
  readonly causationId: string;
}

/** Where the events of one command go. */
export interface Destination {
  readonly context: EventOwner;
  readonly stream: StreamName;
  /** The version the stream has now; the first event gets the next one. */
  readonly after: number;
  readonly unit: UnitId;
  readonly partitionKey: string;
}

interface NewEvent {
  readonly type: string;
  readonly data: unknown;
}

/** The events of one command on one stream, ready to be stored. Ids derive from the command and the place. */
export function seal(
  events: readonly NewEvent[],
  definitionOf: (type: string) => EventDefinition,
  { context, stream, after, unit, partitionKey }: Destination,
  { commandId, actor, recordedTime, correlationId, causationId }: Provenance,
): Envelope[] {
  // Keys stand in the order of RFC 8785, so that the canonical text needs no sorting.
  return events.map(({ type, data }, index) => ({
    actor,
    causationid: causationId,
    correlationid: correlationId,
    data,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(type, definitionOf(type).version),
    id: deriveId('event', commandId, stream, after + index + 1) as EventId,
    partitionkey: partitionKey,
    recordedtime: recordedTime,
    source: `/${context}`,
    specversion: '1.0',
    streamversion: after + index + 1,
    subject: stream,
    time: happenedOn(data) ?? recordedTime,
    type,
    unit,
  }));
}

export const dataSchemaOf = (type: string, version: number) => `urn:tung-nha:schema:${type}:${version}`;

/** What a reader needs of an envelope; version 0, which no reader knows, when `dataschema` is not ours. */
export function storedDataOf({ type, dataschema, data }: Envelope): StoredData {
  const version = /^urn:tung-nha:schema:[a-z.-]+:(\d{1,4})$/.exec(dataschema)?.[1];
  return { type, schemaVersion: Number(version ?? 0), data };
}

/** The day an event was recorded in Asia/Ho_Chi_Minh: what `known` is compared with (P1). */
export const recordedOn = ({ recordedtime }: Envelope): LocalDate => dayOf(recordedtime);

/** By convention of all our events, the day a fact happened is its field `on`. */
function happenedOn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('on' in data)) return undefined;
  return typeof data.on === 'string' ? startOf(data.on as LocalDate) : undefined;
}
