import { childrenRows, sortAsked, sorted, sortText, unitsOf, type Sort } from '../children-rows';
import { useLanguage } from '../language';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';
import { ChildrenBody } from './children-body';
import { ChildrenChoosers } from './children-choosers';
import { ChildrenHead, SortSelect } from './children-head';
import { ExportLinks } from './export-links';
import { moveInColumn } from './move-in-column';

/** More rows than fit a screen are folded to the first ones; printing and "all" show every row. */
const unfoldedRows = 26;

interface ChildrenTableProps {
  shown: Shown;
  number: number;
  /** The unit pointed at on the map. */
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

export function ChildrenTable({ shown, number: ordinal, pointed, onPoint }: ChildrenTableProps) {
  const { w, text, number } = useLanguage();
  const { view, figure, query, unit } = shown;
  if (!figure) return null;
  const sort = sortAsked(query);
  const asked = unitsOf(shown);
  const rows = asked && sorted(childrenRows(shown, figure, asked.units), sort);
  const waiting = shown.waiting || !asked || asked.waiting;
  const count = rows?.length ?? 0;
  const folds = count > unfoldedRows;
  const all = !folds || query.get('all') !== null;
  const change = (to: Parameters<typeof unitHref>[2]) => go(unitHref(unit, query, to), { replace: true });
  const onSort = (by: Sort) => change({ sort: sortText(by) });
  return (
    <section className="block" id="children" aria-labelledby="children-title">
      <h2 id="children-title">
        <span className="no">{w.figures.number(ordinal)}</span> {w.children.title(text(figure.name))}
      </h2>
      {view?.children.length === 0 ? (
        <div className="note">
          <p className="empty">{w.children.empty}</p>
          <p>{w.children.emptyHint}</p>
        </div>
      ) : (
        <>
          <ChildrenChoosers shown={shown} sort={sort} />
          <SortSelect shown={shown} figure={figure} sort={sort} onSort={onSort} />
          <table
            className={all ? 'ct' : 'ct folded'}
            aria-labelledby="children-title"
            onKeyDown={moveInColumn}
            onPointerLeave={() => onPoint(undefined)}
          >
            <ChildrenHead shown={shown} figure={figure} sort={sort} onSort={onSort} />
            <ChildrenBody
              rows={rows}
              rest={asked?.rest}
              shown={{ ...shown, waiting }}
              figure={figure}
              pointed={pointed}
              onPoint={onPoint}
            />
          </table>
          <div className="acts after">
            {folds && (
              <button
                type="button"
                className="btn"
                aria-expanded={all}
                onClick={() => change({ all: all ? null : '1' })}
              >
                {all ? w.children.fewer : w.children.all(number(count))}
              </button>
            )}
            {rows && <ExportLinks shown={{ ...shown, waiting }} figure={figure} rows={rows} rest={asked.rest} />}
          </div>
        </>
      )}
    </section>
  );
}
