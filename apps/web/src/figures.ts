import type { Counts, Figure, FigureId } from './api-types';

/** `n` of `of` as a share; nothing where there is nothing to have a share of. */
export const ratioOf = (n: number | undefined, of: number | undefined) =>
  n === undefined || of === undefined || of === 0 ? undefined : n / of;

export const shareIn = (counts: Counts | undefined, { id, shareOf }: Figure) =>
  shareOf ? ratioOf(counts?.[id], counts?.[shareOf]) : undefined;

/** What page, map and chart open with: the directive's goal, or the nearest to it that is counted. */
const opening: FigureId[] = ['households.complete', 'households.visited'];
export const openingFigure = (catalogue: Figure[]) =>
  opening.map((id) => catalogue.find((figure) => figure.id === id)).find(Boolean) ?? catalogue[0];

export const figureAsked = (catalogue: Figure[], asked: string | null) =>
  catalogue.find(({ id }) => id === asked) ?? openingFigure(catalogue);

export const shadeClasses = [1, 2, 3, 4, 5] as const;
export type ShadeClass = (typeof shadeClasses)[number];

/** Fixed for every unit and day, so that the same shade is the same share: the first share of each class but the lowest. */
const breaks = [0.2, 0.4, 0.6, 0.8];
const troubleBreaks = [Number.MIN_VALUE, 0.05, 0.1, 0.2];

export function classOf(share: number, trouble: boolean | undefined): ShadeClass {
  const above = (trouble ? troubleBreaks : breaks).filter((from) => share >= from).length;
  return shadeClasses[above]!;
}

export interface Standing {
  n: number | undefined;
  base: number | undefined;
  share: number | undefined;
}

export const standingIn = (counts: Counts, figure: Figure): Standing => ({
  n: counts[figure.id],
  base: figure.shareOf ? counts[figure.shareOf] : undefined,
  share: shareIn(counts, figure),
});

/** The best first, of trouble the least; equals share a rank. What has nothing to compare has none. */
export function ranksOf<Key>(units: ReadonlyMap<Key, Standing>, { trouble, shareOf }: Figure): Map<Key, number> {
  const worth = ({ n, share }: Standing) => (shareOf ? share : n);
  const values = [...units].flatMap(([key, standing]) => {
    const value = worth(standing);
    return value === undefined ? [] : [{ key, value: trouble ? -value : value }];
  });
  return new Map(values.map(({ key, value }) => [key, 1 + values.filter((other) => other.value > value).length]));
}

/** A place among fewer than these says nothing. */
export const fewestRanked = 3;

export type FigureGroup = 'first' | 'skills' | 'accounts' | 'care' | 'goal';

export interface FigurePair {
  figure: Figure;
  /** The lighter bar behind it: guided, where the figure is proficient. */
  guided?: Figure;
}

const accounts = /^households\.(vneid|public-service|payment)$/;
const proficient = /\.proficient$/;
const guided = /\.guided$/;

function groupOf({ id }: Figure): FigureGroup {
  if (id === 'households.visited') return 'first';
  if (id === 'households.complete') return 'goal';
  if (proficient.test(id) || guided.test(id)) return 'skills';
  return accounts.test(id) ? 'accounts' : 'care';
}

/** The rows of the households' table: what is counted in households as a share of all of them. */
export function householdRows(catalogue: Figure[]): ReadonlyMap<FigureGroup, FigurePair[]> {
  const rows = new Map<FigureGroup, FigurePair[]>();
  const of = (id: FigureId) => catalogue.find((figure) => figure.id === id);
  for (const figure of catalogue.filter(({ shareOf }) => shareOf === 'households.total')) {
    if (guided.test(figure.id) && of(figure.id.replace(guided, '.proficient'))) continue;
    const behind = proficient.test(figure.id) ? of(figure.id.replace(proficient, '.guided')) : undefined;
    const group = groupOf(figure);
    rows.set(group, [...(rows.get(group) ?? []), { figure, ...(behind && { guided: behind }) }]);
  }
  return rows;
}
