import type { Counts, Day, Defaults, Figure, Level, Reading, Series, UnitId, UnitView } from './api-types';
import type { UnitRows } from './unit-rows';
import type { Since } from './usual-days';

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
  /** What is compared with, and which day that is. */
  since: { name: Since; day: Day };
  /** On the day of `since`, by unit; undefined until it is there. */
  before: ReadonlyMap<UnitId, Counts> | undefined;
  /** Whose units are the rows of the table of children; undefined where these are themselves. */
  level: Level | undefined;
  /** Those units, in place of the children; undefined until they are there. */
  rows: UnitRows | undefined;
  /** Of `figure` and of what it is a share of, by month; undefined until it is there. */
  series: Series | undefined;
}
