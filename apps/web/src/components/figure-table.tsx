import type { Figure } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../pages/unit';
import type { Words } from '../words';
import { Count, ratioOf, ReasonedCount, Share } from './count';
import { ShareBar } from './share-bar';

type Group = keyof Words['figures']['groups'];

const groupOfContext: Record<string, Group> = {
  households: 'households',
  citizens: 'citizens',
  teams: 'teams',
  members: 'teams',
};

const groupOf = (figure: Figure): Group =>
  figure.kind === 'flow' ? 'activity' : (groupOfContext[figure.id.split('.')[0] ?? ''] ?? 'other');

const groups: Group[] = ['households', 'activity', 'citizens', 'teams', 'other'];

export function FigureTable({ shown }: { shown: Shown }) {
  const { w } = useLanguage();
  const { view, catalogue } = shown;
  const counted = catalogue.filter((figure) => !view || view.figures[figure.id] !== undefined);
  // Where nothing is below, everything is the unit's own.
  const hasOwn = !view || view.children.length > 0;
  return (
    <section className="block" id="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">
        <span className="no">{w.figures.number}</span> {w.figures.title}
      </h2>
      <table className="figures" aria-labelledby="figures-title">
        <thead>
          <tr>
            <th scope="col">{w.figures.what}</th>
            <th scope="col" className="n">
              {w.figures.count}
            </th>
            <th scope="col" className="share">
              {w.figures.share}
            </th>
            {hasOwn && (
              <th scope="col" className="n wide">
                {w.figures.own}
              </th>
            )}
          </tr>
        </thead>
        {groups.map((group) => {
          const rows = counted.filter((figure) => groupOf(figure) === group);
          if (rows.length === 0) return null;
          return (
            <tbody key={group}>
              <tr className="group">
                <th scope="rowgroup" colSpan={hasOwn ? 4 : 3}>
                  {w.figures.groups[group]}
                </th>
              </tr>
              {rows.map((figure) => (
                <FigureRow key={figure.id} figure={figure} shown={shown} hasOwn={hasOwn} />
              ))}
            </tbody>
          );
        })}
      </table>
      <p className="hint">{w.figures.hint}</p>
    </section>
  );
}

function FigureRow({ figure, shown, hasOwn }: { figure: Figure; shown: Shown; hasOwn: boolean }) {
  const { text } = useLanguage();
  const { view } = shown;
  const waiting = shown.waiting || !view;
  const n = view?.figures[figure.id];
  const ratio = figure.shareOf ? ratioOf(n, view?.figures[figure.shareOf]) : undefined;
  return (
    <tr>
      <th scope="row">{text(figure.name)}</th>
      <td className="n">
        {view && <ReasonedCount n={n} waiting={waiting} figure={figure} of={view.unit} shown={shown} />}
        {!view && <Count n={n} waiting={waiting} />}
      </td>
      <td className="share">
        {figure.shareOf && (
          <span className="pair">
            <ShareBar ratio={waiting ? undefined : ratio} />
            <span>
              <Share ratio={ratio} waiting={waiting} />
            </span>
          </span>
        )}
      </td>
      {hasOwn && (
        <td className="n wide">
          <Count n={view?.own[figure.id] ?? 0} waiting={waiting} />
        </td>
      )}
    </tr>
  );
}
