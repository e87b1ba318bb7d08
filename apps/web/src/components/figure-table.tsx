import type { Figure } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { FigureRow } from './figure-row';

interface FigureTableProps {
  id: string;
  number: number;
  title: string;
  figures: Figure[];
  shown: Shown;
}

/** A smaller table of figures, each a share of its own whole. */
export function FigureTable({ id, number, title, figures, shown }: FigureTableProps) {
  const { w, day, percent } = useLanguage();
  if (figures.length === 0) return null;
  return (
    <section className="block" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span className="no">{w.figures.number(number)}</span> {title}
      </h2>
      <table className="bt bt2" aria-labelledby={`${id}-title`}>
        <thead>
          <tr>
            <th scope="col">{w.figures.what}</th>
            <th scope="col" className="barcell">
              <span className="unseen">{w.figures.bar}</span>
              <span className="axis" aria-hidden="true">
                <i>0</i>
                <i>50</i>
                <i>100{percent}</i>
              </span>
            </th>
            <th scope="col" className="n m">
              {w.figures.share}
            </th>
            <th scope="col" className="n c">
              {w.figures.n}
            </th>
            <th scope="col" className="n a">
              {w.changeSince(shown.since.name, day(shown.since.day))}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.id} figure={figure} shown={shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
