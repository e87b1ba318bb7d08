export {
  catalogue,
  COLUMNS,
  columnFedBy,
  columnOfOrganisation,
  type Figure,
  type FigureId,
  figureInColumn,
  figureOf,
  isFlowColumn,
} from './catalogue.js';
export type { CountedThing, Feed, FigureKind, Names } from './figure.js';
export { type Breakdown, membersByOrganisation } from './team-figures.js';
