import { useRef, type MouseEvent } from 'react';
import type { Figure } from '../api-types';
import { axisOf, monthPoints, type MonthPoint } from '../chart-scale';
import { useLanguage } from '../language';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';
import { useWidth } from '../use-width';
import { ChartTable } from './chart-table';
import { MonthBars, MonthLine, type Panel } from './month-panels';

const besideFromPx = 720;
const heightPx = 210;
const barsHeightPx = 90;

/** The figure at the end of each month, and what each month added; the same as a table one press away. */
export function MonthChart({ shown, figure }: { shown: Shown; figure: Figure }) {
  const { w, text } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const points = shown.series ? monthPoints(shown.series, figure) : [];
  const flow = figure.kind === 'flow';
  // A state has no sum of its months: what teams and members "add" would be noise.
  const bars = flow || figure.unit === 'household' || figure.unit === 'citizen';
  const line = !flow;
  const beside = line && bars && width >= besideFromPx;
  const left = 54;
  const lineEnd = beside ? width * 0.6 - 64 : width - 64;
  const linePanel: Panel = { left, right: lineEnd, top: 26, height: heightPx };
  const barsPanel: Panel = !line
    ? { left, right: width - 8, top: 26, height: heightPx }
    : beside
      ? { left: width * 0.6 + left, right: width - 8, top: 26, height: heightPx }
      : { left, right: lineEnd, top: heightPx + 78, height: barsHeightPx };
  const height = (bars ? barsPanel.top + barsPanel.height : linePanel.top + linePanel.height) + 24;
  const days = points.length > 0 ? { first: points[0]!.from, last: points.at(-1)!.to } : undefined;

  function onPress(event: MouseEvent<SVGSVGElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const panel = line && !(beside && x > barsPanel.left - 20) ? linePanel : barsPanel;
    const at = Math.floor(((x - panel.left) / (panel.right - panel.left)) * points.length);
    const point: MonthPoint | undefined = points[at];
    if (point) go(unitHref(shown.unit, shown.query, { on: point.to }));
  }

  return (
    <section className="block" id="months" aria-labelledby="months-title">
      <h2 id="months-title">
        <span className="no">{w.chart.number}</span> {w.chart.title(text(figure.name))}
      </h2>
      <div ref={box} className="chartbox">
        <svg
          className="chart"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          onClick={onPress}
        >
          {days && line && (
            <MonthLine points={points} panel={linePanel} figure={figure} maps={shown.defaults.maps.slice(1)} />
          )}
          {days && bars && (
            <MonthBars
              points={points}
              panel={barsPanel}
              axis={axisOf(points.map(({ added }) => added))}
              figure={figure}
            />
          )}
        </svg>
      </div>
      <p className="hint">
        {points.length === 0
          ? w.chart.loading
          : `${points.at(-1)!.partial ? `${w.chart.partial} ` : ''}${w.chart.hint}`}
      </p>
      <ChartTable points={points} figure={figure} shown={shown} />
    </section>
  );
}
