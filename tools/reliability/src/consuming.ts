import type { Address } from './places.js';

/** What a consumer process is told (`children/consumer.ts`). */
export interface Consuming {
  readonly address: Address;
  readonly twin: boolean;
  readonly seed: number;
  /** Where this life ends: in the n-th fold, after the n-th batch, or by the parent, told in the n-th fold. */
  readonly death?: { readonly where: 'in-fold' | 'after-batch' | 'from-outside'; readonly at: number };
}

export const MODEL = 'counting';
export const LANE = 'field-activity';
/** Said while the effect is under way: the parent kills. */
export const NOW = 'now';
