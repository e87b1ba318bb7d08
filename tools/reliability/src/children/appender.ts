import type { EventStore } from '@tung-nha/event-store';
import type { Database } from '@tung-nha/sqlite';
import { writeSync } from 'node:fs';
import { ackOf, type Appending, keyOf } from '../appending.js';
import { turn } from '../chance.js';
import { childSettings } from '../child.js';
import { addFact } from '../events.js';
import { openStore } from '../places.js';
import { acknowledgesEarly } from '../twins.js';

const { address, twin, streams, next, commands } = childSettings<Appending>();
const store = await openStore(address);
const used = twin === 'acknowledges-early' ? acknowledgesEarly(store) : store;
if (twin === 'never-syncs') neverSync(store);

const ends = new Map<`${string}/${string}`, number>();
await Promise.all(
  next.map(async (first, client) => {
    for (let n = first; n < first + commands; n += 1) {
      await addFact(used, { key: keyOf(client, n), stream: `shared/${client % streams}`, ends });
      // At once and not through a buffer of ours: what a killed process has said was said.
      writeSync(1, `${ackOf(client, n)}\n`);
      await turn();
    }
  }),
);
await store.close();

/** No port lets anyone switch syncing off, so the planted bug reaches into the adapter. */
function neverSync(victim: EventStore): void {
  (Reflect.get(victim, 'database') as Database).exec('PRAGMA synchronous=OFF');
}
