import { decideAndAppend, type EventStore } from '@tung-nha/event-store';
import type { Context, StreamName, UnitId } from '@tung-nha/kernel';
import { type Held, parkedStreamAggregate } from '@tung-nha/progress-domain';
import { type DiscardReason, type ParkedAddress, parkedStream } from '@tung-nha/progress-events';
import type { CommandRequest, Receipt } from '@tung-nha/service-runtime';

const POSITION_WITHIN_MS = 1_000;

/** What somebody wants given up: all that is held of the stream, as far as they have seen it. */
export interface Discard {
  readonly lane: Context;
  readonly stream: StreamName;
  readonly upTo: number;
  readonly reason: DiscardReason;
}

interface Decided extends Pick<Discard, 'upTo' | 'reason'> {
  readonly address: ParkedAddress;
  readonly held: Held | undefined;
  /** Of the office that decides. */
  readonly unit: UnitId;
}

/** @throws DomainError, CommandIdReused, VersionConflict */
export async function recordDiscard(
  store: EventStore,
  { address, held, upTo, reason, unit }: Decided,
  { expectedVersion, ...identity }: CommandRequest,
): Promise<Receipt> {
  const stream = parkedStream(address);
  const command = { type: 'discard-parked-stream', address, held, upTo, reason } as const;
  const intent = { stream, command, partitionKey: unit, ...(expectedVersion === undefined ? {} : { expectedVersion }) };
  const { versions, changed } = await decideAndAppend(store, parkedStreamAggregate(unit), [intent], identity);
  const position = changed ? await store.positionOf(identity.commandId, POSITION_WITHIN_MS) : undefined;
  const id = stream.slice(stream.indexOf('/') + 1);
  return { id, version: versions[0]!, changed, ...(position === undefined ? {} : { position }) };
}
