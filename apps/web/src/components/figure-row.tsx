import type { FigurePair } from '../figures';
import { shareIn } from '../figures';
import { useLanguage } from '../language';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';
import { Change, Count, ReasonedCount } from './count';
import { ShareBar } from './share-bar';

interface FigureRowProps extends FigurePair {
  shown: Shown;
  /** Whether the table has a column for the lighter bar. */
  paired?: boolean;
  className?: string;
}

/** A figure of the unit: its share as a bar on the common scale, the number, what 30 days changed. */
export function FigureRow({ figure, guided, shown, paired = false, className = '' }: FigureRowProps) {
  const { w, text, percentage, percent } = useLanguage();
  const { view, unit, query } = shown;
  const waiting = shown.waiting || !view;
  const counts = waiting ? undefined : view.figures;
  const ratio = shareIn(counts, figure);
  const behind = guided && shareIn(counts, guided);
  const chosen = shown.figure?.id === figure.id || (guided !== undefined && shown.figure?.id === guided.id);
  const trouble = figure.trouble && (counts?.[figure.id] ?? 0) > 0;
  const written = (share: number | undefined) => (share === undefined ? undefined : percentage(share) + percent);
  const before = shown.before?.get(unit)?.[figure.id];
  const now = counts?.[figure.id];
  const share = (of: typeof figure, value: number | undefined) =>
    view && value !== undefined ? (
      <ReasonedCount
        n={counts?.[of.id]}
        as={written(value)}
        waiting={waiting}
        figure={of}
        of={view.unit}
        shown={shown}
      />
    ) : (
      <Count n={undefined} waiting={waiting} />
    );
  return (
    <tr className={`${className}${chosen ? ' sel' : ''}${trouble ? ' trouble' : ''}${guided ? '' : ' single'}`}>
      <th scope="row">
        <button
          type="button"
          className="pick"
          aria-pressed={chosen}
          title={w.figures.showOnMap}
          onClick={() => go(unitHref(unit, query, { figure: figure.id }), { replace: true })}
        >
          {w.figures.rows[figure.id] ?? text(figure.name)}
        </button>
        {chosen && <span className="tag">{w.figures.onMap}</span>}
      </th>
      <td className="barcell">
        {figure.shareOf && <ShareBar ratio={ratio} behind={behind} trouble={figure.trouble} />}
      </td>
      {paired && <td className="n g">{guided && share(guided, behind)}</td>}
      <td className="n m">{figure.shareOf && share(figure, ratio)}</td>
      <td className="n c">
        {figure.shareOf || !view ? (
          <Count n={now} waiting={waiting} />
        ) : (
          <ReasonedCount n={now} waiting={waiting} figure={figure} of={view.unit} shown={shown} />
        )}
      </td>
      <td className="n a">
        {figure.kind === 'stock' && (
          <Change n={now === undefined || before === undefined ? undefined : now - before} waiting={waiting} />
        )}
      </td>
    </tr>
  );
}
