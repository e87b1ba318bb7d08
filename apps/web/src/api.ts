/** The HTTP interface as this page uses it. Days are `YYYY-MM-DD` in Vietnam's time; `to` is excluded. */
export type Day = string;
export type UnitId = string;
export type FigureId = string;
export type Level = 'province' | 'district' | 'commune' | 'village';

export interface Bilingual {
  vi: string;
  en: string;
}

export interface UnitName {
  id: UnitId;
  code?: string | null;
  name: string;
  fullName: string;
  kind: string;
  level: Level;
}

export interface DemoUser {
  user: string;
  name: Bilingual;
  role: string;
  roleName: Bilingual;
  unit: { id: UnitId; fullName: string };
}

export interface Grant {
  role: string;
  roleName: Bilingual;
  unit: { id: UnitId; code: string | null; fullName: string; level: Level };
  from: Day;
  to: Day | null;
}

export interface Me {
  subject: string;
  grants: Grant[];
}

export interface Defaults {
  today: Day;
  on: Day;
  map: Day;
  maps: { on: Day; label: Bilingual }[];
  root: { id: UnitId; fullName: string };
  simulated: boolean;
}

export interface Figure {
  id: FigureId;
  name: Bilingual;
  kind: 'stock' | 'flow';
  shareOf?: FigureId | null;
}

/** A figure that is not in the record is not counted for that unit yet. */
export type Counts = Partial<Record<FigureId, number>>;

export interface Lane {
  lane: string;
  position: number;
  head: number;
  stopped: unknown;
}

export interface Freshness {
  lanes: Lane[];
  countedAt: string;
}

export interface UnitView {
  unit: UnitName & { from: Day; to: Day | null; existsOnMap: boolean };
  trail: UnitName[];
  asked: { from: Day; on: Day; known: Day | null; map: Day; final: boolean };
  figures: Counts;
  own: Counts;
  rank?: Partial<Record<FigureId, { rank: number; of: number }>>;
  children: { unit: UnitName; figures: Counts }[];
  depth: Partial<Record<Level, number>>;
  maps: { on: Day; units: Partial<Record<Level, number>>; figures: Counts }[];
  freshness: Freshness;
}

export interface WhyEvent {
  id: string;
  type: string;
  stream: string;
  /** Its place in the stream. */
  version: number;
  leaf: UnitId | UnitName;
  happenedOn: Day;
  recordedOn: Day;
  lateDays: number;
  n: number;
}

export interface Why {
  total: number;
  added: number;
  takenBack: number;
  children: { unit: UnitName; value: number }[];
  own: number;
  events: WhyEvent[];
  next: number | string | null;
}

export interface UnitHit {
  unit: UnitId;
  name: string;
  fullName: string;
  code: string | null;
  level: Level;
  from: Day;
  to: Day | null;
  /** A day on whose map the unit exists. */
  map: Day;
  trail: { fullName: string }[];
}

/** Under which conditions a number holds; what is null is left to the server's own default. */
export interface Reading {
  from: Day | null;
  on: Day;
  known: Day | null;
  map: Day;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  detailEn?: string;
  instance?: string;
  errors?: { pointer: string; rule?: string; message: string; messageEn?: string }[];
}

/** An answer that is a refusal (RFC 9457), or no answer at all: then `status` is 0. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody = {},
  ) {
    super(body.title ?? `HTTP ${status}`);
  }

  /** Whether the very same question may be answered a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

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
const hitLimit = 12;

export type Api = ReturnType<typeof apiOf>;

/** Speaks for one signed-in user; `onExpired` is told when the token is no longer taken. */
export function apiOf(token: string, onExpired: () => void) {
  async function get<T>(address: string, signal: AbortSignal): Promise<T> {
    try {
      return await ask<T>(address, { headers: { authorization: `Bearer ${token}` }, signal });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401 && !signal.aborted) onExpired();
      throw problem;
    }
  }
  return {
    me: (signal: AbortSignal) => get<Me>('/api/team-organisation/me', signal),
    defaults: (signal: AbortSignal) => get<Defaults>('/api/progress/defaults', signal),
    figures: (signal: AbortSignal) => get<Figure[]>('/api/progress/figures', signal),
    unit: (unit: UnitId, reading: Reading, signal: AbortSignal) =>
      get<UnitView>(path`/api/progress/units/${unit}` + query({ ...reading }), signal),
    why: (unit: UnitId, figure: FigureId, reading: Reading, after: Why['next'], signal: AbortSignal) =>
      get<Why>(
        path`/api/progress/units/${unit}/figures/${figure}/why` + query({ ...reading, after, limit: whyPageSize }),
        signal,
      ),
    search: (text: string, signal: AbortSignal) =>
      get<UnitHit[]>('/api/progress/units' + query({ text, limit: hitLimit }), signal),
  };
}
