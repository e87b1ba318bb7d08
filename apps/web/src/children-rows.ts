import type { Counts, Figure, FigureId, UnitId, UnitName } from './api-types';
import type { CommuneCounts } from './map-places';
import { ranksOf, ratioOf, standingIn, type Standing } from './figures';
import type { Shown } from './shown';

export type Column = 'rank' | 'name' | 'n' | 'share' | 'change' | 'dormant';
const columns: Column[] = ['rank', 'name', 'n', 'share', 'change', 'dormant'];

export interface Row extends Standing {
  unit: UnitName;
  rank: number | undefined;
  change: number | undefined;
  dormant: number | undefined;
  /** The share, or the number, at the end of each of the last months. */
  trend: number[];
}

export interface Sort {
  column: Column;
  descending: boolean;
}

export function sortAsked(query: URLSearchParams): Sort {
  const text = query.get('sort') ?? 'rank';
  const column = columns.find((known) => known === text.replace('-', '')) ?? 'rank';
  return { column, descending: text.startsWith('-') };
}

export const sortText = ({ column, descending }: Sort) => `${descending ? '-' : ''}${column}`;

/** Ranks and names begin at the first, numbers at the largest. */
export const firstDescending = (column: Column) => column !== 'rank' && column !== 'name';

const months = 13;

function trendsOf({ series }: Shown, figure: Figure): ReadonlyMap<UnitId, number[]> {
  const values = series?.figures.find((one) => one.figure === figure.id);
  const bases = series?.figures.find((one) => one.figure === figure.shareOf);
  if (!values) return new Map();
  return new Map(
    values.children.map((child, index) => {
      const base = figure.shareOf ? bases?.children[index]?.values : undefined;
      const shares = child.values.map((n, at) => (base ? (ratioOf(n, base[at]) ?? 0) : n));
      return [child.unit.id, shares.slice(-months)];
    }),
  );
}

const difference = (now: number | undefined, before: number | undefined) =>
  now === undefined || before === undefined ? undefined : now - before;

export function childrenRows(shown: Shown, figure: Figure, children: CommuneCounts[]): Row[] {
  const standings = new Map(children.map(({ unit, figures }) => [unit.id, standingIn(figures, figure)]));
  const ranks = ranksOf(standings, figure);
  const trends = trendsOf(shown, figure);
  return children.map(({ unit, figures }) => ({
    unit,
    ...standings.get(unit.id)!,
    rank: ranks.get(unit.id),
    change: changeOf(shown, figure, unit.id, figures),
    dormant: figures['teams.dormant'],
    trend: trends.get(unit.id) ?? [],
  }));
}

/** Of a stock alone: what a flow counts in its period is not comparable with another day's period. */
export const changeOf = ({ before }: Shown, { id, kind }: Figure, unit: UnitId, figures: Counts) =>
  kind === 'flow' ? undefined : difference(figures[id], before?.get(unit)?.[id]);

const byName = new Intl.Collator('vi', { numeric: true }).compare;

export function sorted(rows: Row[], { column, descending }: Sort): Row[] {
  const sign = descending ? -1 : 1;
  const named = (one: Row, other: Row) => byName(one.unit.name, other.unit.name);
  if (column === 'name') return rows.toSorted((one, other) => sign * named(one, other));
  // A unit without the number comes last in either direction.
  const worth = (row: Row) => row[column] ?? sign * Infinity;
  return rows.toSorted((one, other) =>
    worth(one) === worth(other) ? named(one, other) : sign * (worth(one) - worth(other)),
  );
}

/** What is counted in none of the rows: the unit's own, and that of the districts where their communes are the rows. */
export function restOf(whole: Counts, rows: CommuneCounts[], figure: Figure): Counts {
  const ids = [figure.id, ...(figure.shareOf ? [figure.shareOf] : []), 'teams.dormant'];
  const summed = (id: FigureId) => rows.reduce((sum, { figures }) => sum + (figures[id] ?? 0), 0);
  return Object.fromEntries(ids.flatMap((id) => (whole[id] === undefined ? [] : [[id, whole[id] - summed(id)]])));
}
