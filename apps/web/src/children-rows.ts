import type { Counts, Figure, UnitId, UnitName } from './api-types';
import { ranksOf, ratioOf, standingIn, type Standing } from './figures';
import type { Shown } from './shown';
import type { RowUnit, UnitRows } from './unit-rows';

export type Column = 'rank' | 'name' | 'n' | 'share' | 'change' | 'dormant';
const columns: Column[] = ['rank', 'name', 'n', 'share', 'change', 'dormant'];

export interface Row extends Standing {
  unit: UnitName;
  /** The child in which it lies, where it is none itself. */
  within: string | undefined;
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

/** The units of the rows and what is counted in none of them; nothing before they are there. */
export function unitsOf({ view, level, rows }: Shown): Pick<UnitRows, 'units' | 'rest' | 'waiting'> | undefined {
  if (level) return rows;
  return view && { units: view.children, rest: view.own, waiting: false };
}

export function childrenRows(shown: Shown, figure: Figure, children: RowUnit[]): Row[] {
  const standings = new Map(children.map(({ unit, figures }) => [unit.id, standingIn(figures, figure)]));
  const ranks = ranksOf(standings, figure);
  const trends = trendsOf(shown, figure);
  return children.map(({ unit, within, figures }) => ({
    unit,
    within: within?.fullName,
    ...standings.get(unit.id)!,
    rank: ranks.get(unit.id),
    change: changeOf(shown, figure, unit.id, figures),
    dormant: figures['teams.dormant'],
    trend: trends.get(unit.id) ?? [],
  }));
}

/** Of a stock alone: what a flow counts in its period is not comparable with another day's period. */
export const changeOf = ({ before, rows }: Shown, { id, kind }: Figure, unit: UnitId, figures: Counts) =>
  kind === 'flow' ? undefined : difference(figures[id], (before?.get(unit) ?? rows?.before.get(unit))?.[id]);

const byName = new Intl.Collator('vi', { numeric: true }).compare;

export function sorted(rows: Row[], { column, descending }: Sort): Row[] {
  const sign = descending ? -1 : 1;
  const named = ({ unit: one }: Row, { unit: other }: Row) =>
    byName(one.name, other.name) || byName(one.formerly?.name ?? '', other.formerly?.name ?? '');
  if (column === 'name') return rows.toSorted((one, other) => sign * named(one, other));
  // A unit without the number comes last in either direction.
  const worth = (row: Row) => row[column] ?? sign * Infinity;
  return rows.toSorted((one, other) =>
    worth(one) === worth(other) ? named(one, other) : sign * (worth(one) - worth(other)),
  );
}
