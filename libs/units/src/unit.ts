import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Level } from '@tung-nha/team-organisation-events';

/** How a unit was called and where it stood, from a day on until the next version. */
export interface UnitVersion {
  readonly from: LocalDate;
  readonly code: string | null;
  readonly name: string;
  /** With the word for its type in front. */
  readonly fullName: string;
  /** xã, phường, thị trấn, thôn… */
  readonly kind: string;
  readonly level: Level;
  readonly parent: UnitId | null;
}

/** To or from another unit. `seat`: the decision seats the old unit's own business in the new one. */
export interface Link {
  readonly unit: UnitId;
  readonly on: LocalDate;
  readonly extent: 'full' | 'partial';
  readonly seat: boolean;
  /** The decision's number, where it is known. */
  readonly decision: string | null;
}

export interface Unit {
  readonly id: UnitId;
  readonly from: LocalDate;
  /** The first day on which it is no more. */
  readonly to: LocalDate | null;
  /** In order of days, at least one. */
  readonly versions: readonly UnitVersion[];
  readonly predecessors: readonly Link[];
  readonly successors: readonly Link[];
}
