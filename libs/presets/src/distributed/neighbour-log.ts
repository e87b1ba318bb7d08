import type { Delivery } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { canonicalJson, type Context, type Envelope } from '@tung-nha/kernel';

export interface NeighbourLogSettings {
  readonly address: URL;
  token(): Promise<string>;
}

interface Answer {
  readonly events: readonly { readonly position: number; readonly event: Envelope }[];
  readonly head: number;
}

const EVENTS_PER_REQUEST = 1_000;
const WITHIN_MS = 10_000;

/** Another context's log over HTTP, page by page: for a rebuild, and for what Kafka lost (ARCHITECTURE §3). */
export function neighbourLog(
  context: Context,
  { address, token }: NeighbourLogSettings,
): Pick<EventStore, 'readAll' | 'head'> {
  const ask = async (after: number, limit: number): Promise<Answer> => {
    const url = new URL(`/api/${context}/events?after=${after}&limit=${limit}`, address);
    const headers = { authorization: `Bearer ${await token()}` };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new Error(`${url.href} answers ${response.status}`);
    return (await response.json()) as Answer;
  };
  return {
    readAll: async (after, limit) => {
      const read: Delivery[] = [];
      while (read.length < limit) {
        const most = Math.min(EVENTS_PER_REQUEST, limit - read.length);
        const { events } = await ask(read.at(-1)?.position ?? after, most);
        // The stored bytes are canonical JSON, so they are made again from the event.
        for (const { position, event } of events) read.push({ position, bytes: canonicalJson(event), envelope: event });
        if (events.length < most) break;
      }
      return read;
    },
    head: async () => (await ask(0, 0)).head,
  };
}
