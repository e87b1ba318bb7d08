import type { Figure } from '../api-types';
import { firstDescending, sortText, type Column, type Sort } from '../children-rows';
import { useLanguage } from '../language';
import type { Shown } from '../shown';

interface ChildrenHeadProps {
  shown: Shown;
  figure: Figure;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

const showsDormant = (figure: Figure) => figure.id !== 'teams.dormant';

export function ChildrenHead({ shown, figure, sort, onSort }: ChildrenHeadProps) {
  const { w, day } = useLanguage();
  const { since } = shown;
  const heading = (column: Column, label: string, className: string, inFull?: string) => {
    const on = sort.column === column;
    const descending = on ? !sort.descending : firstDescending(column);
    const arrow = on ? (sort.descending ? '↓' : '↑') : '↕';
    return (
      <th scope="col" className={className} aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
        <button
          type="button"
          className="sort"
          title={inFull}
          aria-label={inFull}
          onClick={() => onSort({ column, descending })}
        >
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
        {heading('rank', w.children.rank, 'r')}
        {heading('name', w.children.unit, 'u')}
        {heading('n', w.children.count, 'n')}
        {figure.shareOf && heading('share', w.children.share, 'n x')}
        {figure.shareOf && (
          <th scope="col" className="barcell">
            <span className="unseen">{w.figures.bar}</span>
          </th>
        )}
        {figure.kind === 'stock' && heading('change', w.changeSince(since.name, day(since.day)), 'n a')}
        <th scope="col" className="sp">
          {w.children.trend}
        </th>
        {showsDormant(figure) && heading('dormant', w.children.dormantShort, 'n d', w.children.dormant)}
      </tr>
    </thead>
  );
}

/** In place of the headings on a phone. */
export function SortSelect({ shown, figure, sort, onSort }: ChildrenHeadProps) {
  const { w, day } = useLanguage();
  const { since } = shown;
  const names: Record<Column, string> = {
    rank: w.children.rank,
    name: w.children.unit,
    n: w.children.count,
    share: w.children.share,
    change: w.changeSince(since.name, day(since.day)),
    dormant: w.children.dormant,
  };
  const offered = (Object.keys(names) as Column[]).filter((column) => column !== 'share' || figure.shareOf);
  return (
    <p className="sortsel">
      <label htmlFor="sort">{w.children.sortBy}</label>
      <select
        id="sort"
        value={sort.column}
        onChange={(event) => {
          const column = event.currentTarget.value as Column;
          onSort({ column, descending: firstDescending(column) });
        }}
      >
        {offered.map((column) => (
          <option key={sortText({ column, descending: false })} value={column}>
            {names[column]}
          </option>
        ))}
      </select>
    </p>
  );
}
