import { localDate } from '@tung-nha/kernel';
import { fillDemo, newDemo, referenceOf } from '@tung-nha/platform';
import { placesOf } from '@tung-nha/presets';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { hierarchyOn } from '@tung-nha/units';
import { EVENTS_PER_HOUSEHOLD, fillSynthetic } from './synthetic.js';

/**
 * A folder of real units and a few simulated households, whose events come first, and then of events that cost nothing
 * to make. Returns where the first end, and where all.
 */
export async function fillLog(
  folder: string,
  { households, events }: { readonly households: number; readonly events: number },
): Promise<{ readonly simulated: number; readonly all: number }> {
  const embedded = openEmbedded(folder);
  const demo = await fillDemo(embedded, newDemo(households), () => {});
  const store = embedded.stores['field-activity'];
  const simulated = await store.head();
  const reference = await referenceOf(embedded);
  const { province } = placesOf(reference, demo.to);
  const villages = hierarchyOn(reference.register, localDate.parse('2023-04-10')).leavesUnder(province);
  await fillSynthetic(store, villages, Math.round(events / EVENTS_PER_HOUSEHOLD));
  const all = await store.head();
  await embedded.close();
  return { simulated, all };
}
