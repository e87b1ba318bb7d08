interface SparklineProps {
  values: number[];
  /** The same for every row, so that lines compare. */
  highest: number;
}

const width = 72;
const height = 22;

/** Twelve months at a glance; the numbers themselves are in the table of the chart. */
export function Sparkline({ values, highest }: SparklineProps) {
  const points = values.map((value, index) => [
    2 + (index * (width - 4)) / Math.max(1, values.length - 1),
    height - 2 - (value / highest) * (height - 5),
  ]);
  const last = points.at(-1);
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path className="spark-ground" d={`M2 ${height - 2}H${width - 2}`} />
      {last && (
        <>
          <path
            className="spark-line"
            d={`M${points.map(([x, y]) => `${x!.toFixed(1)} ${y!.toFixed(1)}`).join('L')}`}
          />
          <circle className="spark-end" cx={last[0]} cy={last[1]} r="2.2" />
        </>
      )}
    </svg>
  );
}
