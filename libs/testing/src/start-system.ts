import { digestOf } from '@tung-nha/event-store';
import {
  demoClock,
  fillDemo,
  newDemo,
  openEmbedded,
  type Platform,
  placesOf,
  referenceOf,
  startPlatform,
} from '@tung-nha/platform';
import { hierarchyOn } from '@tung-nha/units';
import { commandId, type Envelope, localDate, type SubjectRef } from '@tung-nha/kernel';
import { teamStream } from '@tung-nha/team-organisation-events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FoundedTeam, foundTeam, sayOfTeam } from './found-team.js';

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
  /** A team of that commune, in force from 2023-06-01 on. */
  readonly team: FoundedTeam;
  /** Events of a stream of field-activity as another release would have written them: no command can. */
  append(envelopes: readonly Envelope[]): Promise<void>;
  /** A member leaves that team: what the reactions of other contexts wait for. */
  release(member: SubjectRef, on: string): Promise<void>;
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
  const map = hierarchyOn(reference.register, localDate.parse('2023-04-10'));
  const commune = map.byCode('commune', '07210')!.id;
  const teams = embedded.stores['team-organisation'];
  const team = await foundTeam(teams, commune);
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
    platform,
    folder,
    places: { province, commune, villages: map.leavesUnder(commune).slice(0, 3) },
    team,
    release: async (member, day) => {
      const on = localDate.parse(day);
      const { length } = await teams.readStream(teamStream(team.team));
      const released = {
        type: 'team-organisation.member-released',
        data: { member, reason: 'moved-away', on },
      } as const;
      await sayOfTeam(teams, team.team, commune, length, [released], on);
    },
    append: async (envelopes) => {
      const [{ id, subject, streamversion }] = envelopes as readonly [Envelope];
      const part = { stream: subject, expectedVersion: streamversion - 1, events: envelopes };
      await embedded.stores['field-activity'].append(commandId.parse(id), digestOf({ id }), [part]);
    },
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
