import type { Counts, Figure, UnitName } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../pages/unit';
import { go, toUnit, unitHref } from '../place';
import { Count, ratioOf, ReasonedCount, Share } from './count';
import { Link } from './link';
import { ShareBar } from './share-bar';

/** More rows than fit a screen are folded to the first ones; printing and "all" show every row. */
const unfoldedRows = 26;
const foldedRows = 20;
const rowsWhileWaiting = 10;

type Column = 'name' | 'base' | 'value' | 'share';
interface Row {
  unit: UnitName;
  base: number | undefined;
  value: number | undefined;
  share: number | undefined;
}

const columns: Column[] = ['name', 'base', 'value', 'share'];
const byName = new Intl.Collator('vi', { numeric: true }).compare;

function sortAsked(query: URLSearchParams) {
  const text = query.get('sort') ?? 'name';
  const descending = text.startsWith('-');
  const column = columns.find((known) => known === text.replace('-', '')) ?? 'name';
  return { column, descending };
}

function rowOf(unit: UnitName, counts: Counts, figure: Figure): Row {
  const value = counts[figure.id];
  const base = figure.shareOf ? counts[figure.shareOf] : undefined;
  return { unit, base, value, share: ratioOf(value, base) };
}

function sorted(rows: Row[], { column, descending }: ReturnType<typeof sortAsked>): Row[] {
  const sign = descending ? -1 : 1;
  const named = (a: Row, b: Row) => byName(a.unit.name, b.unit.name);
  if (column === 'name') return rows.toSorted((a, b) => sign * named(a, b));
  // A unit without the number comes last in either direction.
  const worth = (row: Row) => row[column] ?? sign * Infinity;
  return rows.toSorted((a, b) => (worth(a) === worth(b) ? named(a, b) : sign * (worth(a) - worth(b))));
}

export function ChildrenTable({ shown }: { shown: Shown }) {
  const { w, text, number } = useLanguage();
  const { view, figure, query, unit, catalogue } = shown;
  if (!figure) return null;
  const base = catalogue.find(({ id }) => id === figure.shareOf);
  const sort = sortAsked(query);
  const rows = sorted(
    (view?.children ?? []).map((child) => rowOf(child.unit, child.figures, figure)),
    sort,
  );
  const folds = rows.length > unfoldedRows;
  const all = !folds || query.get('all') !== null;
  const change = (asked: Parameters<typeof unitHref>[2]) => go(unitHref(unit, query, asked), { replace: true });
  const header = { figure, base, sort, onSort: (asked: string) => change({ sort: asked }) };
  return (
    <section className="block" id="children" aria-labelledby="children-title">
      <h2 id="children-title">
        <span className="no">{w.children.number}</span> {w.children.title}
      </h2>
      {view && rows.length === 0 ? (
        <div className="note">
          <p className="empty">{w.children.empty}</p>
          <p>{w.children.emptyHint}</p>
        </div>
      ) : (
        <>
          <p className="chooser">
            <label htmlFor="figure">{w.children.figure}</label>
            <select
              id="figure"
              value={figure.id}
              onChange={(event) => change({ figure: event.currentTarget.value, sort: null })}
            >
              {catalogue.map(({ id, name }) => (
                <option key={id} value={id}>
                  {text(name)}
                </option>
              ))}
            </select>
          </p>
          <table className={all ? 'children' : 'children folded'} aria-labelledby="children-title">
            <Header {...header} />
            <Body rows={rows} shown={shown} figure={figure} base={base} />
          </table>
          {folds && (
            <p className="acts">
              <button
                type="button"
                className="btn"
                aria-expanded={all}
                onClick={() => change({ all: all ? null : '1' })}
              >
                {all ? w.children.fewer : w.children.all(number(rows.length))}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface HeaderProps {
  figure: Figure;
  base: Figure | undefined;
  sort: ReturnType<typeof sortAsked>;
  onSort: (asked: string) => void;
}

function Header({ figure, base, sort, onSort }: HeaderProps) {
  const { w, text } = useLanguage();
  const heading = (column: Column, label: string, className?: string) => {
    const on = sort.column === column;
    // Names begin at A, numbers at the largest; pressing again turns the order round.
    const descending = on ? !sort.descending : column !== 'name';
    const arrow = on ? (sort.descending ? '▾' : '▴') : '';
    return (
      <th scope="col" className={className} aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
        <button type="button" className="sort" onClick={() => onSort(`${descending ? '-' : ''}${column}`)}>
          {label}
          <span className="arrow" aria-hidden="true">
            {arrow}
          </span>
        </button>
      </th>
    );
  };
  return (
    <thead>
      <tr>
        {heading('name', w.children.unit)}
        {base && heading('base', text(base.name), 'n wide')}
        {heading('value', text(figure.name), 'n')}
        {base && heading('share', w.figures.share, 'share')}
      </tr>
    </thead>
  );
}

interface BodyProps {
  rows: Row[];
  shown: Shown;
  figure: Figure;
  base: Figure | undefined;
}

function Body({ rows, shown, figure, base }: BodyProps) {
  const { w } = useLanguage();
  const { view, query } = shown;
  const waiting = shown.waiting || !view;
  const cells = (row: Omit<Row, 'unit'>, linked?: UnitName) => (
    <>
      {base && (
        <td className="n wide">
          <Count n={row.base} waiting={waiting} />
        </td>
      )}
      <td className="n">
        {linked ? (
          <ReasonedCount n={row.value} waiting={waiting} figure={figure} of={linked} shown={shown} />
        ) : (
          <Count n={row.value} waiting={waiting} />
        )}
      </td>
      {base && (
        <td className="share">
          <span className="pair">
            <ShareBar ratio={waiting ? undefined : row.share} />
            <span>
              <Share ratio={row.share} waiting={waiting} />
            </span>
          </span>
        </td>
      )}
    </>
  );
  const nothing = { base: undefined, value: undefined, share: undefined };
  return (
    <>
      <tbody>
        {!view &&
          Array.from({ length: rowsWhileWaiting }, (_, index) => (
            <tr key={index} aria-hidden="true">
              <th scope="row">···</th>
              {cells(nothing)}
            </tr>
          ))}
        {rows.map((row, index) => (
          <tr key={row.unit.id} className={index < foldedRows ? undefined : 'beyond'}>
            <th scope="row">
              <Link href={toUnit(row.unit.id, query)}>{row.unit.fullName}</Link>
            </th>
            {cells(row, row.unit)}
          </tr>
        ))}
        <tr className="own">
          <th scope="row">{w.children.own}</th>
          {cells(
            view ? rowOf(view.unit, { [figure.id]: 0, ...(base && { [base.id]: 0 }), ...view.own }, figure) : nothing,
          )}
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{w.children.whole}</th>
          {cells(view ? rowOf(view.unit, view.figures, figure) : nothing, view?.unit)}
        </tr>
      </tfoot>
    </>
  );
}
