import { type Clock, localDate, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { demoIn, type Platform, referenceOf, startPlatform } from '@tung-nha/platform';
import { demoClock, placesOf } from '@tung-nha/presets';
import { type Embedded, openEmbedded } from '@tung-nha/presets/embedded';

/** The embedded platform on a folder of a demo, and a token of one who may do everything there. */
export interface Served {
  readonly platform: Platform;
  readonly embedded: Embedded;
  readonly province: UnitId;
  /** The day on which the demo stands. */
  readonly today: LocalDate;
  readonly url: string;
  readonly token: string;
}

export async function serve(folder: string, clock?: Clock): Promise<Served> {
  const demo = demoIn(folder);
  if (!demo?.complete) throw new RangeError(`the demo in ${folder} is not finished`);
  const embedded = openEmbedded(folder);
  const today = localDate.parse(demo.to);
  const heard = await referenceOf(embedded);
  const { province, users } = placesOf(heard, today);
  const platform = await startPlatform({
    embedded,
    heard,
    clock: clock ?? demoClock(demo),
    users,
    acceptRecordedTime: true,
    port: 0,
    host: '127.0.0.1',
  });
  const { url } = platform;
  return { platform, embedded, province, today, url, token: await tokenOf(url) };
}

/** Of the demo user who may do everything. */
export async function tokenOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/identity/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'demo-province-admin' }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}
