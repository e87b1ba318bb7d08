import { digestOf, type EventStore } from '@tung-nha/event-store';
import { commandId, type Envelope } from '@tung-nha/kernel';

/** Stores events of one stream as they are. */
export const appendTo =
  (store: EventStore) =>
  async (envelopes: readonly Envelope[]): Promise<void> => {
    const [{ id, subject, streamversion }] = envelopes as readonly [Envelope];
    const part = { stream: subject, expectedVersion: streamversion - 1, events: envelopes };
    await store.append(commandId.parse(id), digestOf({ id }), [part]);
  };
