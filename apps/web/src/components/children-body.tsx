import type { Counts, Figure, UnitName } from '../api-types';
import { changeOf, type Row } from '../children-rows';
import { standingIn } from '../figures';
import { useLanguage } from '../language';
import { toUnit } from '../place';
import type { Shown } from '../shown';
import { Change, Count, ReasonedCount, Share } from './count';
import { Link } from './link';
import { ShareBar } from './share-bar';
import { Sparkline } from './sparkline';
import { UnitLabel } from './unit-label';

const foldedRows = 20;
const rowsWhileWaiting = 12;

interface ChildrenBodyProps {
  /** Undefined until they are there. */
  rows: Row[] | undefined;
  /** What is counted in no row. */
  rest: Counts | undefined;
  shown: Shown;
  figure: Figure;
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

type Cells = Partial<Pick<Row, 'n' | 'share' | 'change' | 'dormant'>>;

export function ChildrenBody({ rows: given, rest, shown, figure, pointed, onPoint }: ChildrenBodyProps) {
  const { w } = useLanguage();
  const { view, query } = shown;
  const waiting = shown.waiting || !view;
  const rows = given ?? [];
  const highest = Math.max(...rows.flatMap(({ trend }) => trend), figure.shareOf ? 0.1 : 1);
  const cells = (row: Cells, linked?: UnitName, trend?: number[]) => (
    <>
      <td className="n">
        {linked ? (
          <ReasonedCount n={row.n} waiting={waiting} figure={figure} of={linked} shown={shown} />
        ) : (
          <Count n={row.n} waiting={waiting} />
        )}
      </td>
      {figure.shareOf && (
        <td className="n x">
          <Share ratio={row.share} waiting={waiting} />
        </td>
      )}
      {figure.shareOf && (
        <td className="barcell">
          <ShareBar ratio={waiting ? undefined : row.share} trouble={figure.trouble} />
        </td>
      )}
      {figure.kind === 'stock' && (
        <td className="n a">
          <Change n={row.change} waiting={waiting} />
        </td>
      )}
      <td className="sp">{trend && <Sparkline values={waiting ? [] : trend} highest={highest} />}</td>
      {figure.id !== 'teams.dormant' && (
        <td className="n d">
          <Count n={row.dormant} waiting={waiting} />
        </td>
      )}
    </>
  );
  const whole = view && {
    ...standingIn(view.figures, figure),
    change: changeOf(shown, figure, view.unit.id, view.figures),
    dormant: view.figures['teams.dormant'],
  };
  return (
    <>
      <tbody>
        {!given &&
          Array.from({ length: rowsWhileWaiting }, (_, index) => (
            <tr key={index} aria-hidden="true">
              <td className="r">·</td>
              <th scope="row" className="u">
                ···
              </th>
              {cells({})}
            </tr>
          ))}
        {rows.map((row, index) => (
          <tr
            key={row.unit.id}
            className={`${index < foldedRows ? '' : 'beyond'}${pointed === row.unit.id ? ' hot' : ''}`}
            onPointerEnter={() => onPoint(row.unit.id)}
          >
            <td className="r">{waiting ? '·' : (row.rank ?? '–')}</td>
            <th scope="row" className="u">
              <Link href={toUnit(row.unit.id, query)}>
                <UnitLabel unit={row.unit} />
              </Link>
              {row.within !== undefined && <span className="within">{row.within}</span>}
            </th>
            {cells(row, row.unit, row.trend)}
          </tr>
        ))}
        {given && (
          <tr className="own">
            <td className="r" />
            <th scope="row" className="u">
              {w.children.own}
            </th>
            {cells({
              n: rest?.[figure.id] ?? 0,
              ...(figure.shareOf && { share: standingIn(rest ?? {}, figure).share }),
              dormant: rest?.['teams.dormant'],
            })}
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td className="r" />
          <th scope="row" className="u">
            {w.children.whole}
          </th>
          {cells(whole ?? {}, view?.unit)}
        </tr>
      </tfoot>
    </>
  );
}
