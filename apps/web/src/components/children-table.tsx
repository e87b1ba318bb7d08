import { childrenRows, restOf, sortAsked, sorted, sortText, type Sort } from '../children-rows';
import { useLanguage } from '../language';
import type { CommuneCounts } from '../map-places';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';
import { ChildrenBody } from './children-body';
import { ChildrenHead, SortSelect } from './children-head';
import { ExportLinks } from './export-links';
import { ListChooser } from './list-chooser';
import { moveInColumn } from './move-in-column';

/** More rows than fit a screen are folded to the first ones; printing and "all" show every row. */
const unfoldedRows = 26;

interface ChildrenTableProps {
  shown: Shown;
  communes: CommuneCounts[] | undefined;
  number: number;
  /** The unit pointed at on the map. */
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

export function ChildrenTable({ shown, communes, number: ordinal, pointed, onPoint }: ChildrenTableProps) {
  const { w, text, number } = useLanguage();
  const { view, figure, query, unit } = shown;
  if (!figure) return null;
  const sort = sortAsked(query);
  const districts = view?.children[0]?.unit.level === 'district';
  const asCommunes = districts && query.get('level') === 'commune' && communes !== undefined;
  const units = asCommunes ? communes : (view?.children ?? []);
  const rows = sorted(childrenRows(shown, figure, units), sort);
  const rest = view && (asCommunes ? restOf(view.figures, communes, figure) : view.own);
  const folds = rows.length > unfoldedRows;
  const all = !folds || query.get('all') !== null;
  const change = (asked: Parameters<typeof unitHref>[2]) => go(unitHref(unit, query, asked), { replace: true });
  const onSort = (asked: Sort) => change({ sort: sortText(asked) });
  return (
    <section className="block" id="children" aria-labelledby="children-title">
      <h2 id="children-title">
        <span className="no">{w.figures.number(ordinal)}</span> {w.children.title(text(figure.name))}
      </h2>
      {view && rows.length === 0 ? (
        <div className="note">
          <p className="empty">{w.children.empty}</p>
          <p>{w.children.emptyHint}</p>
        </div>
      ) : (
        <>
          {districts && (
            <ListChooser
              label={w.children.by}
              chosen={asCommunes ? 'commune' : 'district'}
              lists={(['district', 'commune'] as const).map((level) => ({
                id: level,
                name: w.children.byLevel[level],
                href: unitHref(unit, query, { level: level === 'commune' ? level : null, all: null }),
              }))}
            />
          )}
          <SortSelect figure={figure} sort={sort} onSort={onSort} />
          <table
            className={all ? 'ct' : 'ct folded'}
            aria-labelledby="children-title"
            onKeyDown={moveInColumn}
            onPointerLeave={() => onPoint(undefined)}
          >
            <ChildrenHead figure={figure} sort={sort} onSort={onSort} />
            <ChildrenBody rows={rows} rest={rest} shown={shown} figure={figure} pointed={pointed} onPoint={onPoint} />
          </table>
          <div className="acts after">
            {folds && (
              <button
                type="button"
                className="btn"
                aria-expanded={all}
                onClick={() => change({ all: all ? null : '1' })}
              >
                {all ? w.children.fewer : w.children.all(number(rows.length))}
              </button>
            )}
            {view && <ExportLinks shown={shown} figure={figure} rows={rows} rest={rest} />}
          </div>
        </>
      )}
    </section>
  );
}
