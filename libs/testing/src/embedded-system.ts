import { fillDemo, newDemo, referenceOf, startPlatform } from '@tung-nha/platform';
import { demoClock, placesOf } from '@tung-nha/presets';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { appendTo } from './append-envelopes.js';
import type { Running } from './running.js';

export async function startEmbedded(folder: string, households: number, seed: number): Promise<Running> {
  const embedded = openEmbedded(folder);
  const demo = await fillDemo(embedded, newDemo(households, seed), () => {});
  const reference = await referenceOf(embedded);
  const { province, users } = placesOf(reference, demo.to);
  const platform = await startPlatform({
    embedded,
    clock: demoClock(demo),
    users,
    opensAt: province,
    acceptRecordedTime: true,
    port: 0,
    host: '127.0.0.1',
  });
  return {
    url: platform.url,
    register: reference.register,
    province,
    append: appendTo(embedded.stores['field-activity']),
    settled: () => platform.settled(),
    stop: () => platform.close(),
  };
}
