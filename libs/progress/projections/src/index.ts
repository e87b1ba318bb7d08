export { type AskedDays, Columns } from './columns.js';
export { type ActivityRow, activityOf, type CountedRow, rowsOf } from './counted-rows.js';
export {
  type Counted,
  countedOf,
  type CounterDocument,
  COUNTERS,
  HOMES,
  type HomesDocument,
  mutationsOf,
  type PostingDocument,
  POSTINGS,
  progressIndexes,
  type ProgressMutation,
  type TeamDocument,
  TEAMS,
} from './documents.js';
export { type FoldedDocument, Folding } from './folding.js';
export { type Posting, postingsIn, type Sum, sumsIn } from './packed-rows.js';
export { heldSince, TeamLedger, type TeamOnDay } from './team-ledger.js';
export { type Ranked, rankOf } from './rank.js';
export { breakdownOf, hasRecords, named, slotOf, type Totals } from './totals.js';
export { type UnitShape } from './unit-shape.js';
export { type UnitBelow, type UnitsBelow } from './units-below.js';
export { type Asked, type DormantTeam, type FiguresBelow, type Period, type UnitView, Views } from './unit-view.js';
