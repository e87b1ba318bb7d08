import type { Day, Figure } from '../api-types';
import { axisOf, shareAxis, type Axis, type MonthPoint } from '../chart-scale';
import { useLanguage } from '../language';

export interface Panel {
  left: number;
  right: number;
  top: number;
  height: number;
}

interface PanelProps {
  points: MonthPoint[];
  panel: Panel;
  figure: Figure;
}

const acrossOf =
  ({ left, right }: Panel, count: number) =>
  (index: number) =>
    left + ((index + 0.5) / Math.max(1, count)) * (right - left);
const downOf =
  ({ top, height }: Panel, { least, most }: Axis) =>
  (value: number) =>
    top + height - ((value - least) / (most - least)) * height;

function Years({ points, panel }: { points: MonthPoint[]; panel: Panel }) {
  const across = acrossOf(panel, points.length);
  const years = [...new Set(points.map(({ to }) => to.slice(0, 4)))];
  return years.map((year) => {
    const months = points.flatMap(({ to }, index) => (to.startsWith(year) ? [index] : []));
    const [first, last] = [across(months[0]!), across(months.at(-1)!)];
    const half = (panel.right - panel.left) / points.length / 2;
    return (
      <g key={year}>
        {months[0]! > 0 && <path className="yl" d={`M${first - half} ${panel.top}V${panel.top + panel.height}`} />}
        {months.length > 2 && (
          <text className="ax" x={(first + last) / 2} y={panel.top + panel.height + 18} textAnchor="middle">
            {year}
          </text>
        )}
      </g>
    );
  });
}

function Grid({ panel, axis, written }: { panel: Panel; axis: Axis; written: (value: number) => string }) {
  const down = downOf(panel, axis);
  return axis.ticks.map((value) => (
    <g key={value}>
      <path className="gl" d={`M${panel.left} ${down(value)}H${panel.right}`} />
      <text className="ax" x={panel.left - 7} y={down(value) + 4} textAnchor="end">
        {written(value)}
      </text>
    </g>
  ));
}

/** In a panel of fewer pixels the words beside a line find room on its left alone, one below the other. */
const narrowFrom = 320;

/** The running figure, with the days on which units were reorganised: the line does not break there. */
export function MonthLine({ points, panel, figure, maps }: PanelProps & { maps: { on: Day }[] }) {
  const { w, number, percentage, percent, day } = useLanguage();
  const shares = figure.shareOf !== undefined && figure.shareOf !== null;
  const axis = shares ? shareAxis(points) : axisOf(points.map(({ n }) => n));
  const across = acrossOf(panel, points.length);
  const narrow = panel.right - panel.left < narrowFrom;
  const down = downOf(panel, axis);
  const valueOf = ({ n, share }: MonthPoint) => (shares ? share : n);
  const placed = points.flatMap((point, index) => {
    const value = valueOf(point);
    return value === undefined ? [] : [{ x: across(index), y: down(value), partial: point.partial }];
  });
  const path = (list: { x: number; y: number }[]) =>
    `M${list.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
  const last = placed.at(-1);
  const now = points.at(-1) && valueOf(points.at(-1)!);
  const whole = placed.filter(({ partial }) => !partial);
  const tail = last?.partial && placed.length > 1 ? placed.slice(-2) : [];
  return (
    <g>
      <text className="axh" x={panel.left} y={panel.top - 12}>
        {shares ? w.chart.share : w.chart.count}
      </text>
      <Grid
        panel={panel}
        axis={axis}
        written={(value) => (shares ? number(Math.round(value * 1000) / 10) : number(value))}
      />
      <Years points={points} panel={panel} />
      {maps.map(({ on }, order) => {
        const index = points.findIndex(({ to }) => to >= on);
        if (index < 1) return null;
        const x = across(index) - (panel.right - panel.left) / points.length / 2;
        return (
          <g key={on}>
            <path className="ev" d={`M${x} ${panel.top - 4}V${panel.top + panel.height}`} />
            <text
              className="evt"
              x={order === 0 || narrow ? x - 5 : x + 5}
              y={panel.top + 6 + (narrow ? order * 15 : 0)}
              textAnchor={order === 0 || narrow ? 'end' : 'start'}
            >
              {w.chart.reorganised(day(on))}
            </text>
          </g>
        );
      })}
      {whole.length > 0 && <path className="ln1" d={path(whole)} />}
      {tail.length > 0 && <path className="ln1 part" d={path(tail)} />}
      {last && <circle className={last.partial ? 'dot-end part' : 'dot-end'} cx={last.x} cy={last.y} r="4" />}
      {last && now !== undefined && (
        <text className="now" x={last.x + 9} y={last.y + 5}>
          {shares ? percentage(now) + percent : number(now)}
        </text>
      )}
    </g>
  );
}

/** What each month added, or took away. */
export function MonthBars({ points, panel, figure, axis }: PanelProps & { axis: Axis }) {
  const { w, number } = useLanguage();
  const across = acrossOf(panel, points.length);
  const down = downOf(panel, axis);
  const wide = Math.max(2, ((panel.right - panel.left) / Math.max(1, points.length)) * 0.68);
  return (
    <g>
      <text className="axh" x={panel.left} y={panel.top - 12}>
        {figure.kind === 'flow' ? w.chart.each : w.chart.added}
      </text>
      <Grid panel={panel} axis={axis} written={number} />
      <Years points={points} panel={panel} />
      {points.map(({ to, added, partial }, index) => (
        <rect
          key={to}
          className={partial ? 'ab part' : 'ab'}
          x={across(index) - wide / 2}
          y={Math.min(down(added), down(0))}
          width={wide}
          height={Math.abs(down(added) - down(0))}
        />
      ))}
    </g>
  );
}
