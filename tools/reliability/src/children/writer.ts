import { childSettings } from '../child.js';
import { type Address, openStore } from '../places.js';
import { type Writing, writeStreams } from '../write-streams.js';

const { address, writing } = childSettings<{ readonly address: Address; readonly writing: Writing }>();
const store = await openStore(address);
await writeStreams(store, writing);
await store.close();
