import { fillDemo, newDemo, type Platform, referenceOf, startPlatform } from '@tung-nha/platform';
import { demoClock, placesOf } from '@tung-nha/presets';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { hierarchyOn } from '@tung-nha/units';
import { localDate } from '@tung-nha/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What the interface promises is what the test asserts.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A whole platform on the real units, spoken to over HTTP only. */
export interface System {
  readonly url: string;
  readonly platform: Platform;
  readonly folder: string;
  /** The province that ended on 2025-07-01, one of its communes of 2023, and three of that commune's villages. */
  readonly places: { readonly province: string; readonly commune: string; readonly villages: readonly string[] };
  as(user: string): Promise<Client>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Client {
  readonly token: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** With an `Idempotency-Key` of its own unless one is given. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

let keys = 0;

export async function startSystem({ households }: { readonly households: number }): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-system-'));
  const embedded = openEmbedded(folder);
  const demo = await fillDemo(embedded, newDemo(households, 7), () => {});
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
  const map = hierarchyOn(reference.register, localDate.parse('2023-04-10'));
  const commune = map.byCode('commune', '07210')!.id;
  return {
    url: platform.url,
    platform,
    folder,
    places: { province, commune, villages: map.leavesUnder(commune).slice(0, 3) },
    as: (user) => signIn(platform.url, user),
    settled: () => platform.settled(),
    stop: async () => {
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, user: string): Promise<Client> {
  const answer = await fetch(`${url}/api/identity/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const authorization = `Bearer ${token}`;
  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    token,
    get: async (path, headers = {}) => read(await fetch(url + path, { headers: { authorization, ...headers } })),
    post: async (path, body, headers = {}) =>
      read(
        await fetch(url + path, {
          method: 'POST',
          headers: {
            authorization,
            'content-type': 'application/json',
            'idempotency-key': `test-${(keys += 1)}-${Date.now()}`,
            ...headers,
          },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  };
}
