import { canonicalJson, type Context, type Envelope } from '@tung-nha/kernel';
import type { Delivery } from '../event-bus.js';

/** The log of a context at its owner: what Kafka lost is read there, and what was forged is judged there. */
export interface OwnerFeed {
  /** At most `limit` (≤ 1,000) events after a position, oldest first; fewer only when the log ends there. */
  read(lane: Context, after: number, limit: number): Promise<readonly Delivery[]>;
}

interface HttpSettings {
  /** Of each owner, without a path: `http://field-activity:3000`. */
  readonly addresses: Readonly<Partial<Record<Context, string>>>;
  /** An access token that may `events.read`; asked before every request. */
  token(): Promise<string> | string;
  readonly timeoutMs?: number;
}

interface Answer {
  readonly events: readonly { readonly position: number; readonly event: Envelope }[];
}

/** Over `GET /api/<context>/events`. The stored bytes are canonical JSON, so they are made again from the event. */
export const httpOwnerFeed = ({ addresses, token, timeoutMs = 10_000 }: HttpSettings): OwnerFeed => ({
  async read(lane, after, limit) {
    const address = addresses[lane];
    if (!address) throw new RangeError(`no address of ${lane}`);
    const url = new URL(`/api/${lane}/events?after=${after}&limit=${limit}`, address);
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${await token()}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`${url.href} answers ${response.status}`);
    const { events } = (await response.json()) as Answer;
    return events.map(({ position, event }) => ({ position, bytes: canonicalJson(event), envelope: event }));
  },
});
