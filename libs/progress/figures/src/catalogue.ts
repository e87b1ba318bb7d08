import { citizenFigures } from './citizen-figures.js';
import type { Feed, FigureOf } from './figure.js';
import { householdFigures } from './household-figures.js';
import { membersByOrganisation, teamFigures } from './team-figures.js';

/** Every figure, declared once: projection, API, docs and page read it (P1). Nothing that no event feeds yet. */
const figures = [...householdFigures, ...citizenFigures, ...teamFigures] as const;

export type FigureId = (typeof figures)[number]['id'];
export interface Figure extends FigureOf<FigureId> {
  readonly shareOf?: FigureId;
}

/** In the order in which they are shown. */
export const catalogue: readonly Figure[] = figures as readonly FigureOf<FigureId>[] as readonly Figure[];

/** Kept sums and nothing else: `column` of each, in a Uint8. */
export const COLUMNS =
  1 +
  Math.max(...catalogue.map(({ column = 0 }) => column), ...membersByOrganisation.parts.map(({ column }) => column));

const byId = new Map<string, Figure>(catalogue.map((figure) => [figure.id, figure]));
/** By type, then by standing or kind of record: asked for millions of times in a rebuild, so no key is put together. */
const columnsByFeed = new Map<string, Map<string, number>>();
for (const { fedBy, column } of catalogue)
  for (const { type, standing, recordKind } of column === undefined ? [] : fedBy) {
    const ofType = columnsByFeed.get(type) ?? new Map<string, number>();
    columnsByFeed.set(type, ofType.set(standing ?? recordKind ?? '', column!));
  }
const columnByOrganisation = new Map<string, number>(
  membersByOrganisation.parts.map(({ part, column }) => [part, column]),
);

export const figureOf = (id: string): Figure | undefined => byId.get(id);

/** The column that a restatement is added to; undefined when none counts it. */
export const columnFedBy = ({ type, standing, recordKind }: Feed): number | undefined =>
  columnsByFeed.get(type)?.get(standing ?? recordKind ?? '');

/** The column of the breakdown that a membership is added to, beside `members.active`. */
export const columnOfOrganisation = (organisation: string): number | undefined =>
  columnByOrganisation.get(organisation);

/** The figure kept in a column; undefined for a part of a breakdown. */
export const figureInColumn = (column: number): Figure | undefined =>
  catalogue.find((figure) => figure.column === column);

/** Whether a column holds a flow: only those look at `from`. */
export const isFlowColumn: readonly boolean[] = Array.from(
  { length: COLUMNS },
  (_, column) => figureInColumn(column)?.kind === 'flow',
);
