import type { Delivery } from '@tung-nha/event-bus';
import type { EventStore } from '@tung-nha/event-store';
import { canonicalJson, type Context, type Envelope } from '@tung-nha/kernel';

export interface NeighbourLogSettings {
  readonly address: URL;
  token(): Promise<string>;
  /** How long a neighbour that is only beginning is asked again, in milliseconds. */
  readonly patienceMs?: number;
}

interface Page {
  readonly events: readonly { readonly position: number; readonly event: Envelope }[];
  readonly head: number;
}

const EVENTS_PER_REQUEST = 1_000;
const WITHIN_MS = 10_000;
const PATIENCE_MS = 60_000;
const ASK_AGAIN_MS = 250;
/** Of a neighbour that has not yet heard its own grants, or a gateway before it. */
const BEGINNING = new Set([403, 502, 503, 504]);

/** Another context's log over HTTP: for a rebuild, for reasons, and for what Kafka lost (ARCHITECTURE §3). */
export function neighbourLog(
  context: Context,
  { address, token, patienceMs = PATIENCE_MS }: NeighbourLogSettings,
): Pick<EventStore, 'readAll' | 'head' | 'readStream'> {
  const pageOf = (after: number, limit: number) =>
    asked<Page>(new URL(`/api/${context}/events?after=${after}&limit=${limit}`, address), token, patienceMs);
  return {
    readAll: async (after, limit) => {
      const read: Delivery[] = [];
      while (read.length < limit) {
        const most = Math.min(EVENTS_PER_REQUEST, limit - read.length);
        const { events } = await pageOf(read.at(-1)?.position ?? after, most);
        for (const { position, event } of events) read.push({ position, ...stored(event) });
        if (events.length < most) break;
      }
      return read;
    },
    head: async () => (await pageOf(0, 0)).head,
    readStream: async (stream) => {
      const url = new URL(`/api/${context}/streams?stream=${encodeURIComponent(stream)}`, address);
      return (await asked<{ readonly events: readonly Envelope[] }>(url, token, patienceMs)).events.map(stored);
    },
  };
}

/** The stored bytes are canonical JSON, so they are made again from the event. */
const stored = (envelope: Envelope) => ({ bytes: canonicalJson(envelope), envelope });

/** Services start side by side: one that does not answer yet is asked again until the time is over. */
async function asked<Answer>(url: URL, token: () => Promise<string>, patienceMs: number): Promise<Answer> {
  const until = performance.now() + patienceMs;
  for (;;) {
    let silence: unknown;
    const answer = await once(url, token).catch((error: unknown) => void (silence = error));
    if (answer?.ok) return (await answer.json()) as Answer;
    const isOver = performance.now() > until;
    if (answer && (isOver || !BEGINNING.has(answer.status))) throw new Error(`${url.href} answers ${answer.status}`);
    if (isOver) throw new Error(`${url.href} does not answer`, { cause: silence });
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
}

async function once(url: URL, token: () => Promise<string>): Promise<Response> {
  const headers = { authorization: `Bearer ${await token()}` };
  return fetch(url, { headers, signal: AbortSignal.timeout(WITHIN_MS) });
}
