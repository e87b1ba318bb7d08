import { dayOf, type Instant, type LocalDate } from './local-date.js';

/** The only source of "now"; domain code is handed the day instead. Order never rests on it. */
export interface Clock {
  now(): Instant;
}
export const CLOCK = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };

export const today = (clock: Clock): LocalDate => dayOf(clock.now());
