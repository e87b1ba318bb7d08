import type {
  Below,
  Day,
  Defaults,
  DemoUser,
  EventChoice,
  Figure,
  FigureId,
  Freshness,
  HolderPage,
  HouseholdListName,
  HouseholdPage,
  HouseholdRecords,
  HouseholdStandings,
  Level,
  Me,
  ParkedPage,
  ParkedStream,
  Reading,
  Series,
  TeamLevel,
  TeamListName,
  TeamPage,
  TeamRecord,
  TeamStanding,
  UnitHit,
  UnitId,
  UnitView,
  Why,
} from './api-types';
import { Problem, type ProblemBody } from './problem';

const answerTimeoutMs = 30_000;

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  return /[/+]json/.test(type) ? response.json().catch(() => undefined) : undefined;
}

async function ask<T>(path: string, init: RequestInit & { signal: AbortSignal }): Promise<T> {
  const signal = AbortSignal.any([init.signal, AbortSignal.timeout(answerTimeoutMs)]);
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...init, signal });
    body = await bodyOf(response);
  } catch {
    throw new Problem(0);
  }
  if (!response.ok) throw new Problem(response.status, (body ?? {}) as ProblemBody);
  // A page in place of an answer: something between us and the server spoke instead of it.
  if (body === undefined) throw new Problem(502);
  return body as T;
}

const path = (strings: TemplateStringsArray, ...parts: string[]) =>
  String.raw({ raw: strings }, ...parts.map(encodeURIComponent));

function query(values: Record<string, string | number | null>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null);
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

export const identity = {
  demoUsers: (signal: AbortSignal) => ask<DemoUser[]>('/api/identity/demo-users', { signal }),
  token: (user: string, signal: AbortSignal) =>
    ask<{ access_token: string }>('/api/identity/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user }),
      signal,
    }),
};

const whyPageSize = 25;
const chosen: Record<EventChoice, Record<string, string>> = {
  all: {},
  late: { lateOver: '10' },
  'taken-back': { takenBack: 'true' },
};
const hitLimit = 12;

const householdPageSize = 50;
const teamPageSize = 50;
const parkedPageSize = 50;

export type Api = ReturnType<typeof apiOf>;

/** Speaks for one signed-in user; `onExpired` is told when the token is no longer taken. */
export function apiOf(token: string, onExpired: () => void) {
  async function as<T>(address: string, init: RequestInit & { signal: AbortSignal }): Promise<T> {
    try {
      return await ask<T>(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401 && !init.signal.aborted) onExpired();
      throw problem;
    }
  }
  const get = <T>(address: string, signal: AbortSignal) => as<T>(address, { signal });
  const post = <T>(address: string, body: object, signal: AbortSignal, headers: Record<string, string> = {}) =>
    as<T>(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    });
  return {
    me: (signal: AbortSignal) => get<Me>('/api/team-organisation/me', signal),
    defaults: (signal: AbortSignal) => get<Defaults>('/api/progress/defaults', signal),
    figures: (signal: AbortSignal) => get<Figure[]>('/api/progress/figures', signal),
    unit: (unit: UnitId, reading: Reading, signal: AbortSignal) =>
      get<UnitView>(path`/api/progress/units/${unit}` + query({ ...reading }), signal),
    why: (
      unit: UnitId,
      figure: FigureId,
      choice: EventChoice,
      reading: Reading,
      after: Why['next'],
      signal: AbortSignal,
    ) =>
      get<Why>(
        path`/api/progress/units/${unit}/figures/${figure}/why` +
          query({ ...reading, ...chosen[choice], after, limit: whyPageSize }),
        signal,
      ),
    holders: (unit: UnitId, figure: FigureId, reading: Reading, after: string | null, signal: AbortSignal) =>
      get<HolderPage>(
        path`/api/progress/units/${unit}/figures/${figure}/holders` + query({ ...reading, after, limit: whyPageSize }),
        signal,
      ),
    series: (
      unit: UnitId,
      figures: FigureId[],
      level: Level | undefined,
      from: Day,
      { on, known, map }: Reading,
      signal: AbortSignal,
    ) =>
      get<Series>(
        path`/api/progress/units/${unit}/series` +
          query({ figures: figures.join(','), level: level ?? null, from, to: on, known, map }),
        signal,
      ),
    below: (unit: UnitId, level: Level, figures: FigureId[], reading: Reading, signal: AbortSignal) =>
      get<Below>(
        path`/api/progress/units/${unit}/below` + query({ level, figures: figures.join(','), ...reading }),
        signal,
      ),
    households: (
      unit: UnitId,
      list: HouseholdListName,
      { on, known, map }: Reading,
      after: string | null,
      signal: AbortSignal,
    ) =>
      get<HouseholdPage>(
        path`/api/progress/units/${unit}/households` + query({ list, on, known, map, after, limit: householdPageSize }),
        signal,
      ),
    household: (household: string, { on, known, map }: Reading, signal: AbortSignal) =>
      get<HouseholdStandings>(path`/api/progress/households/${household}` + query({ on, known, map }), signal),
    householdRecords: (household: string, signal: AbortSignal) =>
      get<HouseholdRecords>(path`/api/field-activity/households/${household}`, signal),
    teams: (
      unit: UnitId,
      { list, level }: { list: TeamListName; level: TeamLevel | null },
      { on, known, map }: Reading,
      after: string | null,
      signal: AbortSignal,
      limit = teamPageSize,
    ) =>
      get<TeamPage>(
        path`/api/progress/units/${unit}/teams` + query({ list, level, on, known, map, after, limit }),
        signal,
      ),
    teamStanding: (team: string, { on, known, map }: Reading, signal: AbortSignal) =>
      get<TeamStanding>(path`/api/progress/teams/${team}` + query({ on, known, map }), signal),
    team: (team: string, on: Day, signal: AbortSignal) =>
      get<TeamRecord>(path`/api/team-organisation/teams/${team}` + query({ on }), signal),
    freshness: (signal: AbortSignal) => get<Freshness>('/api/progress/freshness', signal),
    parked: (after: string | null, signal: AbortSignal) =>
      get<ParkedPage>('/api/progress/parked' + query({ after, limit: parkedPageSize }), signal),
    /** Those that could be read this time. */
    retryParked: (which: Partial<Pick<ParkedStream, 'lane' | 'stream'>>, signal: AbortSignal) =>
      post<{ free: unknown[] }>('/api/progress/parked/retry', which, signal),
    discardParked: ({ lane, stream, last }: ParkedStream, reason: string, signal: AbortSignal) =>
      post<unknown>('/api/progress/parked/discard', { lane, stream, upTo: last, reason }, signal, {
        // The same decision sent twice is one: the key says nothing else.
        'idempotency-key': ['discard', lane, stream.replace('/', '~'), last, reason].join('.'),
      }),
    search: (text: string, signal: AbortSignal) =>
      get<UnitHit[]>('/api/progress/units' + query({ text, limit: hitLimit }), signal),
  };
}
