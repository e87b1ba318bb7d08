import type { EventStore } from '@tung-nha/event-store';
import { chanceOf, turns } from './chance.js';
import { command, digest, part } from './events.js';

export interface Writing {
  readonly seed: number;
  readonly writers: readonly { readonly writer: number; readonly events: number }[];
}

const SEQUENCED_WITHIN_MS = 60_000;

/** Each writer fills a stream of its own, with appends of one to many events; done when all of it has positions. */
export async function writeStreams(store: EventStore, { seed, writers }: Writing): Promise<void> {
  await Promise.all(
    writers.map(async ({ writer, events }) => {
      const chance = chanceOf(seed, writer);
      let key = '';
      for (let end = 0; end < events;) {
        // A large one now and then: its commit is slow, and small ones begin and end beside it.
        const most = chance(100) === 0 ? 300 : 8;
        const count = Math.min(events - end, 1 + chance(most));
        key = `${writer}/${end}`;
        await store.append(command(key), digest(key), [part(`writer/${writer}`, end, count, key)]);
        end += count;
        await turns(chance(3));
      }
      if (key && (await store.positionOf(command(key), SEQUENCED_WITHIN_MS)) === undefined)
        throw new Error(`writer ${writer} has no position after ${SEQUENCED_WITHIN_MS} ms`);
    }),
  );
}
