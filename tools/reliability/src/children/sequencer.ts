import type { EventStore } from '@tung-nha/event-store';
import { writeSync } from 'node:fs';
import { childSettings } from '../child.js';
import { openStore } from '../places.js';
import { ABOUT_TO_INSERT, type Sequencing } from '../sequencing.js';
import { writeStreams } from '../write-streams.js';

const FOR_THE_SIGNAL_MS = 1_000;

/** What the adapter writes its batches with; `_id` is the batch's number. */
interface OrderCollection {
  insertOne(batch: { readonly _id: number }): Promise<unknown>;
  replaceOne(filter: object, batch: object, options: object): Promise<unknown>;
}

const { address, twin, stopsAt, writing } = childSettings<Sequencing>();
const store = await openStore(address);
watchInserts(store);
await writeStreams(store, writing);
await store.close();

/** No port shows the moment between reading the order and adding to it, so this reaches into the adapter. */
function watchInserts(victim: EventStore): void {
  const { order } = Reflect.get(victim, 'collections') as { readonly order: { readonly collection: OrderCollection } };
  const { collection } = order;
  const insert = collection.insertOne.bind(collection);
  const forTheSignal = new Int32Array(new SharedArrayBuffer(4));
  let inserts = 0;
  collection.insertOne = async (batch) => {
    inserts += 1;
    if (stopsAt.includes(inserts)) {
      writeSync(1, `${ABOUT_TO_INSERT}\n`);
      Atomics.wait(forTheSignal, 0, 0, FOR_THE_SIGNAL_MS);
    }
    // The planted bug: whoever believes that it is its turn writes.
    return twin ? collection.replaceOne({ _id: batch._id }, batch, { upsert: true }) : insert(batch);
  };
}
