import type { Figure } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { FigureHead } from './figure-head';
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
  const { w } = useLanguage();
  if (figures.length === 0) return null;
  return (
    <section className="block" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span className="no">{w.figures.number(number)}</span> {title}
      </h2>
      <table className="bt bt2" aria-labelledby={`${id}-title`}>
        <FigureHead shown={shown} marks={[0, 50, 100]} share={w.figures.share} count={w.figures.n} />
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.id} figure={figure} shown={shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
