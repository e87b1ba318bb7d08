/** A stock stands at the end of `on`; a flow counts what happened from `from` to `on` (P1). */
export type FigureKind = 'stock' | 'flow';

export interface Figure {
  readonly id: FigureId;
  readonly name: { readonly vi: string; readonly en: string };
  readonly kind: FigureKind;
  /** What is counted. */
  readonly unit: 'household' | 'visit';
  /** The figure it is a share of. */
  readonly shareOf?: FigureId;
  /** The event type whose restatements are added up, and which of them. */
  readonly fedBy: { readonly type: string; readonly standing?: string; readonly recordKind?: string };
}

const standing = (of: string) => ({ type: 'field-activity.household-standing-restated', standing: of }) as const;
const record = (recordKind: string) => ({ type: 'field-activity.household-record-restated', recordKind }) as const;

/** Every figure, declared once: projection, API, docs and page read it (P1). */
export const figures = [
  {
    id: 'households.total',
    name: { vi: 'Tổng số hộ', en: 'Households' },
    kind: 'stock',
    unit: 'household',
    fedBy: standing('total'),
  },
  {
    id: 'households.visited',
    name: { vi: 'Hộ đã được đến nhà', en: 'Households visited' },
    kind: 'stock',
    unit: 'household',
    shareOf: 'households.total',
    fedBy: standing('visited'),
  },
  {
    id: 'visits.count',
    name: { vi: 'Lượt đến hộ', en: 'Visits' },
    kind: 'flow',
    unit: 'visit',
    fedBy: record('visit'),
  },
] as const satisfies readonly (Omit<Figure, 'id' | 'shareOf'> & { readonly id: string; readonly shareOf?: string })[];

export type FigureId = (typeof figures)[number]['id'];

/** The same list, seen as figures. */
export const catalogue: readonly Figure[] = figures;

const byId = new Map<string, Figure>(catalogue.map((figure) => [figure.id, figure]));
const byFeed = new Map(catalogue.map((figure) => [feedKey(figure.fedBy), figure]));

export const figureOf = (id: string): Figure | undefined => byId.get(id);

/** The figure that a restatement feeds; undefined when none counts it. */
export function figureFedBy(feed: Figure['fedBy']): Figure | undefined {
  return byFeed.get(feedKey(feed));
}

function feedKey({ type, standing: ofStanding, recordKind }: Figure['fedBy']): string {
  return `${type} ${ofStanding ?? ''} ${recordKind ?? ''}`;
}
