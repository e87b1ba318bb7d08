import type { Day, Figure, Series } from './api-types';
import { ratioOf } from './figures';

export interface MonthPoint {
  from: Day;
  to: Day;
  n: number;
  share: number | undefined;
  /** Of a stock by how much it grew or shrank, of a flow what was counted. */
  added: number;
  /** The month is not over. */
  partial: boolean;
}

const isLastOfMonth = (day: Day) => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === date;
};

export function monthPoints(series: Series, figure: Figure): MonthPoint[] {
  const values = series.figures.find((one) => one.figure === figure.id)?.total ?? [];
  const bases = series.figures.find((one) => one.figure === figure.shareOf)?.total;
  return values.flatMap((n, index) => {
    const period = series.periods[index];
    if (!period) return [];
    const added = figure.kind === 'flow' ? n : n - (values[index - 1] ?? 0);
    return [{ ...period, n, share: ratioOf(n, bases?.[index]), added, partial: !isLastOfMonth(period.to) }];
  });
}

export interface Axis {
  least: number;
  most: number;
  ticks: number[];
}

/** Round steps, four or so of them, from zero or below to above the largest. */
export function axisOf(values: number[], steps = 4): Axis {
  const highest = Math.max(...values, 0);
  const lowest = Math.min(...values, 0);
  const rough = Math.max(highest - lowest, 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough)!,
  );
  const most = Math.max(step, Math.ceil(highest / step) * step);
  const least = Math.floor(lowest / step) * step;
  return {
    least,
    most,
    ticks: Array.from({ length: Math.round((most - least) / step) + 1 }, (_, i) => least + i * step),
  };
}

/** Shares run to a hundred, so that lines of other units and figures compare; small ones to the next ten. */
export function shareAxis(points: MonthPoint[]): Axis {
  const highest = Math.max(...points.map(({ share }) => share ?? 0));
  const most = [0.1, 0.2, 0.5, 1].find((top) => highest <= top * 0.95) ?? 1;
  return { least: 0, most, ticks: [0, 1, 2, 3, 4].map((n) => (n * most) / 4) };
}
