import { demoIn, fillDemo, newDemo, referenceOf, startPlatform } from '@tung-nha/platform';
import { demoClock, placesOf } from '@tung-nha/presets';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appendTo } from './append-envelopes.js';
import type { Running } from './running.js';

export async function startEmbedded(folder: string, households: number, seed: number): Promise<Running> {
  const shared = process.env.TUNG_NHA_FILLED;
  if (shared) cpSync(await filledFolder(shared, households, seed), folder, { recursive: true });
  const embedded = openEmbedded(folder);
  const demo = demoIn(folder) ?? (await fillDemo(embedded, newDemo(households, seed), () => {}));
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

/** Filled once for all specs of a run, in a folder that the run takes away at its end (`servers.teardown.mjs`). */
async function filledFolder(shared: string, households: number, seed: number): Promise<string> {
  const folder = join(shared, `${households}-${seed}`);
  if (existsSync(folder)) return folder;
  const filling = mkdtempSync(`${folder}-`);
  const embedded = openEmbedded(filling);
  await fillDemo(embedded, newDemo(households, seed), () => {});
  await embedded.close();
  try {
    renameSync(filling, folder);
  } catch {
    // Another worker was quicker, with the same.
    rmSync(filling, { recursive: true });
  }
  return folder;
}
