import { digestOf, type EventStore } from '@tung-nha/event-store';
import { commandId, type Envelope } from '@tung-nha/kernel';

const PLACED_WITHIN_MS = 10_000;

/** Stores events of one stream as they are; resolves once they have their positions. */
export const appendTo =
  (store: EventStore) =>
  async (envelopes: readonly Envelope[]): Promise<void> => {
    const [{ id, subject, streamversion }] = envelopes as readonly [Envelope];
    const part = { stream: subject, expectedVersion: streamversion - 1, events: envelopes };
    const command = commandId.parse(id);
    await store.append(command, digestOf({ id }), [part]);
    if ((await store.positionOf(command, PLACED_WITHIN_MS)) === undefined) throw new Error(`${id} has no position yet`);
  };
