import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Spread } from './spread.js';

export type { Spread };

/** A question, or a command where there is a body. */
export interface Ask {
  readonly path: string;
  /** A record under an id of its own each time: `visit` is put in. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Asked once the command is answered, with what its answer says was seen (P7). */
  readonly view?: string;
}

/** What a process of clients is told (`children/clients.ts`). */
export interface Load {
  readonly url: string;
  readonly token: string;
  /** Makes the ids of this run its own. */
  readonly run: string;
  /** In turn, from the first again after the last. */
  readonly asks: readonly Ask[];
  /** Each of so many clients asks once it was answered; or so many requests a second, however late answers are. */
  readonly pace: { readonly clients: number } | { readonly perSecond: number };
  /** Begun earlier than this, a request is not measured. */
  readonly warmUpS: number;
  /** With the warming up; without it, until told to stop. */
  readonly seconds?: number;
  /** Say which records were answered, and which never were. */
  readonly namesRecords?: true;
}

export interface Measured {
  /** Answered as they should be, the warming up left out. */
  readonly answered: number;
  /** Refusals by status, broken connections by their code, from the first request on. */
  readonly failed: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Of an open loop from when the request was due: waiting for its turn counts. */
  readonly latency: Spread;
  /** From a command's sending until a view had it; of those commands that asked. */
  readonly visible: Spread;
  /** The longest time in which nothing was answered as it should be. */
  readonly longestGapMs: number;
  /** The records of commands that were answered as they should be, where wanted. */
  readonly acknowledged: readonly string[];
  /** The records of commands that were sent and whose connection broke, where wanted. */
  readonly unanswered: readonly string[];
  /** The clients' own: what a machine shared with them lacks. */
  readonly cpuMs: number;
}

/** Said by the clients once one of them was answered. */
export const BEGUN = 'begun';

export interface RunningLoad {
  /** The first answer has come. */
  readonly begun: Promise<void>;
  readonly measured: Promise<Measured>;
  stop(): void;
}

/** Clients in a process of their own, so that they wait for the server and never for its event loop. */
export function startLoad(load: Load): RunningLoad {
  const child = fork(fileURLToPath(new URL('./children/clients.js', import.meta.url)), { execArgv: [] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  let first = () => {};
  const begun = new Promise<void>((resolve, reject) => {
    first = resolve;
    child.once('exit', () => reject(new Error('the clients ended before they were answered')));
  });
  // Not everybody waits for it.
  begun.catch(() => undefined);
  const measured = new Promise<Measured>((resolve, reject) => {
    child.on('message', (said) => (said === BEGUN ? first() : resolve(said as Measured)));
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', killWithUs);
      reject(new Error(`the clients ended with ${code}`));
    });
  });
  child.send(load);
  return { begun, measured, stop: () => void (child.connected && child.send('stop')) };
}
