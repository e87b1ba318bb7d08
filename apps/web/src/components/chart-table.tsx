import type { Figure } from '../api-types';
import type { MonthPoint } from '../chart-scale';
import { useLanguage } from '../language';
import { unitHref } from '../place';
import type { Shown } from '../shown';
import { Share } from './count';
import { Link } from './link';

/** The same months in figures, the last first; each leads to the end of its month. */
export function ChartTable({ points, figure, shown }: { points: MonthPoint[]; figure: Figure; shown: Shown }) {
  const { w, number, signed } = useLanguage();
  const flow = figure.kind === 'flow';
  return (
    <details className="astable">
      <summary>{w.chart.table}</summary>
      <table aria-labelledby="months-title">
        <thead>
          <tr>
            <th scope="col">{w.chart.month}</th>
            <th scope="col" className="n">
              {w.children.count}
            </th>
            {figure.shareOf && (
              <th scope="col" className="n">
                {w.children.share}
              </th>
            )}
            {!flow && (
              <th scope="col" className="n">
                {w.chart.added}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ to, n, share, added }) => (
            <tr key={to}>
              <th scope="row">
                <Link href={unitHref(shown.unit, shown.query, { on: to })}>
                  {to.slice(5, 7)}/{to.slice(0, 4)}
                </Link>
              </th>
              <td className="n">{number(n)}</td>
              {figure.shareOf && (
                <td className="n">
                  <Share ratio={share} waiting={false} />
                </td>
              )}
              {!flow && <td className="n">{signed(added)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
