import { localDate } from '@tung-nha/kernel';
import { hierarchyOn } from '@tung-nha/units';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDistributed } from './distributed-system.js';
import { startEmbedded } from './embedded-system.js';
import { foundTeam } from './found-team.js';
import type { Answer, Client, Shape, System } from './system.js';

const SEED = 7;
let keys = 0;

interface Wanted {
  readonly households: number;
  readonly shape?: Shape;
}

export async function startSystem({ households, shape = 'embedded' }: Wanted): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-system-'));
  const start = shape === 'embedded' ? startEmbedded : startDistributed;
  const { url, register, province, append, settled, stop, distribution } = await start(folder, households, SEED);
  const map = hierarchyOn(register, localDate.parse('2023-04-10'));
  const commune = map.byCode('commune', '07210')!.id;
  const team = await foundTeam(await signIn(url, 'demo-province-admin'), commune);
  await settled();
  return {
    url,
    folder,
    places: { province, commune, villages: map.leavesUnder(commune).slice(0, 3) },
    team,
    append,
    ...(distribution ? { distribution } : {}),
    as: (user) => signIn(url, user),
    settled,
    stop: async () => {
      await stop();
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
  const answerIn = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const get: Client['get'] = async (path, headers = {}) =>
    answerIn(await fetch(url + path, { headers: { authorization, ...headers } }));
  return {
    token,
    get,
    read: async (path) => {
      const { status, body } = await get(path);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    post: async (path, body, headers = {}) =>
      answerIn(
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
