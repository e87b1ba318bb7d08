import type { Address } from './places.js';

export type Figure = number | string;
export type Figures = Readonly<Record<string, Figure>>;

export interface Setting {
  /** A new, empty place for stores; ended with the trial. */
  place(): Promise<Address>;
  /** Ends the places given so far, so that many rounds need the room of one. */
  drop(): Promise<void>;
  /** 1 is the size of the catalogue in RELIABILITY. */
  readonly scale: number;
  readonly seed: number;
}

export interface Trial {
  readonly name: string;
  /** What it opens at its places. */
  readonly opens: readonly ('event-store' | 'read-store')[];
  readonly stores: readonly Address['adapter'][];
  /** A program it cannot do without. */
  readonly program?: string;
  /** What must hold, the figures of the control among them: a test that cannot fail proves nothing. */
  readonly demands: Readonly<Record<string, (figure: Figure) => boolean>>;
  run(setting: Setting): Promise<Figures>;
}

export const exactly = (wanted: Figure) => (figure: Figure) => figure === wanted;
export const above = (least: number) => (figure: Figure) => typeof figure === 'number' && figure > least;

export const sized = (full: number, scale: number, least = 1) => Math.max(least, Math.round(full * scale));

/** One number when all are the same, else the least and the most. */
export function range(numbers: readonly number[]): Figure {
  const least = numbers.reduce((one, other) => Math.min(one, other), Infinity);
  const most = numbers.reduce((one, other) => Math.max(one, other), -Infinity);
  return least === most ? least : `${least}..${most}`;
}

export const prefixed = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`${prefix}${name}`, figure]));

/** Names of the figures that are not as they must be; one that is missing is among them. */
export const brokenDemands = ({ demands }: Trial, figures: Figures): readonly string[] =>
  Object.entries(demands).flatMap(([name, holds]) => (name in figures && holds(figures[name]!) ? [] : [name]));

export const lineOf = (name: string, figures: Figures): string =>
  [name, ...Object.entries(figures).map(([key, figure]) => `${key}=${figure}`)].join(' ');
