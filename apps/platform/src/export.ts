import { type EventStore, LIMITS } from '@tung-nha/event-store';

export interface ExportRange {
  /** Begin after this position. */
  readonly after: number;
  /** End with this position; else with the last there is when the export begins. */
  readonly until?: number;
}

/** Events of a context as CloudEvents, one JSON text a line, each with its position; a page in memory at a time. */
export async function* exportedLines(store: EventStore, { after, until }: ExportRange): AsyncGenerator<string> {
  const last = Math.min(until ?? Infinity, await store.head());
  for (let at = after; at < last;) {
    const events = await store.readAll(at, Math.min(PAGE, last - at));
    // The stored bytes as they stand, with the position put in front.
    for (const { position, bytes } of events) yield `{"position":${position},${bytes.slice(1)}`;
    at = events.at(-1)?.position ?? last;
  }
}

const PAGE = Math.min(2_000, LIMITS.eventsPerPage);
