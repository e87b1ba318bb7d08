import type { Counts, Defaults, Figure, Reading, Series, UnitId, UnitView } from './api-types';

/** What the parts of a unit's page share: the unit and its conditions, and its figures once they are there. */
export interface Shown {
  unit: UnitId;
  query: URLSearchParams;
  reading: Reading;
  defaults: Defaults;
  /** Of what is counted for this unit. */
  catalogue: Figure[];
  /** The figure on the map, in the table of children and in the chart. */
  figure: Figure | undefined;
  /** Of this unit, but of the reading before while `waiting` or after a failure. */
  view: UnitView | undefined;
  waiting: boolean;
  /** 30 days before `on`, by unit; undefined until it is there. */
  before: ReadonlyMap<UnitId, Counts> | undefined;
  /** Of `figure` and of what it is a share of, by month; undefined until it is there. */
  series: Series | undefined;
}
