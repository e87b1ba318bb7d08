import type { Level } from '../api-types';
import { sortText, type Sort } from '../children-rows';
import { useLanguage } from '../language';
import { unitHref } from '../place';
import type { Shown } from '../shown';
import { rowLevels } from '../unit-rows';
import { ListChooser } from './list-chooser';

interface ChildrenChoosersProps {
  shown: Shown;
  sort: Sort;
}

/** Which units are compared, and from which end: the children or all of a level below, ranked over the whole unit. */
export function ChildrenChoosers({ shown, sort }: ChildrenChoosersProps) {
  const { w } = useLanguage();
  const { unit, query, view, level } = shown;
  const levels = rowLevels(view);
  const [first] = levels;
  const order = (descending: boolean) => ({
    id: String(descending),
    name: descending ? w.children.weakest : w.children.best,
    href: unitHref(unit, query, { sort: descending ? sortText({ column: 'rank', descending }) : null, all: null }),
  });
  const hrefOf = (one: Level) => unitHref(unit, query, { level: one === first ? null : one, all: null });
  return (
    <div className="choosers">
      {levels.length > 1 && (
        <ListChooser
          label={w.children.by}
          chosen={level ?? first ?? ''}
          lists={levels.map((one) => ({
            id: one,
            name: w.children.byLevel[one],
            count: view?.depth[one],
            href: hrefOf(one),
          }))}
        />
      )}
      <ListChooser
        label={w.children.sortBy}
        chosen={sort.column === 'rank' ? String(sort.descending) : ''}
        lists={[order(false), order(true)]}
      />
    </div>
  );
}
