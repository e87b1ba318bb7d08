import { residentMb } from '@tung-nha/load';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { buildGeneration } from '@tung-nha/progress-service';
import { childSettings } from '../child.js';
import type { Replayed, Replaying } from '../l24-replay.js';

const { folder } = childSettings<Replaying>();
const embedded = openEmbedded(folder);
let peak = residentMb();
const watch = setInterval(() => (peak = Math.max(peak, residentMb())), 20);
const begin = performance.now();
const cpu = process.cpuUsage();
const { model, events } = await buildGeneration(embedded.readModels, embedded.stores);
const seconds = (performance.now() - begin) / 1_000;
const { user, system } = process.cpuUsage(cpu);
clearInterval(watch);
const said: Replayed = {
  events,
  perSecond: Math.round(events / seconds),
  cpuUsPerEvent: Number(((user + system) / events).toFixed(1)),
  rssMb: Math.round(peak),
  digest: await model.store.digest(),
};
await embedded.close();
console.log(JSON.stringify(said));
