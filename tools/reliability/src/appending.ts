import type { Address } from './places.js';

/** What a process of clients is told (`children/appender.ts`). */
export interface Appending {
  readonly address: Address;
  readonly twin?: 'acknowledges-early' | 'never-syncs';
  /** Clients share so many streams. */
  readonly streams: number;
  /** Per client, its first command of this life: the one it has no answer to. */
  readonly next: readonly number[];
  /** Per client, how many commands at most. */
  readonly commands: number;
}

/** Found again in the bytes of a log, whole and never as a part of another. */
export const keyOf = (client: number, n: number) => `key-${client}-${n}.`;

export const ackOf = (client: number, n: number) => `ack ${client} ${n}`;

/** Client and number of an acknowledgement, undefined for any other line. */
export function readAck(line: string): readonly [client: number, n: number] | undefined {
  const [, client, n] = /^ack (\d+) (\d+)$/.exec(line) ?? [];
  return client === undefined ? undefined : [Number(client), Number(n)];
}
