import type { StoredEvent } from '@tung-nha/event-store';
import { type Context, type LocalDate, recordedOn, type StreamName } from '@tung-nha/kernel';
import type { Histories } from './rebuild.js';

/** A record that made, or changed, what was restated right after it. */
export interface RecordBehind {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  /** The day it happened, where it says one. */
  readonly happenedOn: LocalDate | null;
  readonly recordedOn: LocalDate;
}

const laneOf = (stream: string): Context => (stream.startsWith('team/') ? 'team-organisation' : 'field-activity');
const isRestatement = ({ envelope }: StoredEvent) => envelope.type.endsWith('-restated');

/**
 * The records of the command whose restatements stand at these versions: a command's records come first in its stream,
 * then what they changed (A3). Empty where the owner's log cannot be read by stream.
 */
export async function recordsBehind(
  histories: Histories,
  stream: string,
  versions: readonly number[],
): Promise<readonly RecordBehind[]> {
  const events = (await histories[laneOf(stream)]?.readStream?.(stream as StreamName)) ?? [];
  const found = new Map<number, RecordBehind>();
  for (const version of versions) for (const event of recordsBefore(events, version)) found.set(event.version, event);
  return [...found.values()].sort((one, other) => one.version - other.version);
}

function recordsBefore(events: readonly StoredEvent[], version: number): RecordBehind[] {
  const restated = events[version - 1];
  if (!restated) return [];
  const sameCommand = (event: StoredEvent | undefined): event is StoredEvent =>
    event !== undefined && event.envelope.causationid === restated.envelope.causationid;
  let at = version - 1;
  while (sameCommand(events[at]) && isRestatement(events[at]!)) at -= 1;
  const records: RecordBehind[] = [];
  for (; sameCommand(events[at]) && !isRestatement(events[at]!); at -= 1) records.push(recordOf(events[at]!));
  return records;
}

function recordOf({ envelope }: StoredEvent): RecordBehind {
  const { on } = envelope.data as { readonly on?: LocalDate };
  return {
    stream: envelope.subject,
    version: envelope.streamversion,
    type: envelope.type,
    happenedOn: on ?? null,
    recordedOn: recordedOn(envelope),
  };
}
