import type { Envelope } from '@tung-nha/kernel';
import type { Distribution } from './running.js';

export type Shape = 'embedded' | 'distributed';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What the interface promises is what the test asserts.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface FoundedTeam {
  readonly team: string;
  readonly members: readonly string[];
  /** A member leaves it: what the reactions of other contexts wait for. */
  release(member: string, on: string): Promise<void>;
}

/** A whole platform on the real units, spoken to over HTTP only. */
export interface System {
  readonly url: string;
  /** Keeps what was asked of the demo. */
  readonly folder: string;
  /** The province that ended on 2025-07-01, one of its communes of 2023, and three of that commune's villages. */
  readonly places: { readonly province: string; readonly commune: string; readonly villages: readonly string[] };
  /** A team of that commune, in force from 2023-06-01 on. */
  readonly team: FoundedTeam;
  /** Events of a stream of field-activity as another release would have written them: no command can. */
  append(envelopes: readonly Envelope[]): Promise<void>;
  /** Of the distributed shape alone. */
  readonly distribution?: Distribution;
  as(user: string): Promise<Client>;
  /** Everything recorded so far is counted everywhere. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Client {
  readonly token: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** The body of what must be there: anything but 200 is a fault. */
  read(path: string): Promise<Answer['body']>;
  /** With an `Idempotency-Key` of its own unless one is given. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}
