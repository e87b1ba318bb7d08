export { type AskedDays, Columns, named, type Totals } from './columns.js';
export { type CountedRow, rowsOf } from './counted-rows.js';
export {
  type CounterDocument,
  COUNTERS,
  mutationsOf,
  type Posting,
  type PostingDocument,
  POSTINGS,
  progressIndexes,
  type ProgressMutation,
} from './documents.js';
export { shapeOf, type UnitShape } from './unit-shape.js';
export { type Asked, rankOf, type UnitView, Views } from './unit-view.js';
