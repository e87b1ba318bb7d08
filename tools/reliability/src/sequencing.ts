import type { Address } from './places.js';
import type { Writing } from './write-streams.js';

/** What a writing and sequencing process is told (`children/sequencer.ts`). */
export interface Sequencing {
  readonly address: Address;
  /** Without the fence. */
  readonly twin: boolean;
  /** Before which of its batches it waits to be stopped. */
  readonly stopsAt: readonly number[];
  readonly writing: Writing;
}

/** Said when the order has been read and the next batch is not yet written. */
export const ABOUT_TO_INSERT = 'about to insert';
