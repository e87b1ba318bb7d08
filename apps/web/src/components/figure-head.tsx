import { useLanguage } from '../language';
import type { Shown } from '../shown';

interface FigureHeadProps {
  shown: Shown;
  /** Below the frame of the bars, the last of them in per cent. */
  marks: number[];
  /** Said where guided stands beside proficient. */
  guided?: string;
  share: string;
  count: string;
}

/** The head of a table of figures: label, bar, shares, count and how it changed. */
export function FigureHead({ shown, marks, guided, share, count }: FigureHeadProps) {
  const { w, day, percent } = useLanguage();
  return (
    <thead>
      <tr>
        <th scope="col">{w.figures.what}</th>
        <th scope="col" className="barcell">
          <span className="unseen">{w.figures.bar}</span>
          <span className="axis" aria-hidden="true">
            {marks.map((mark, at) => (
              <i key={mark}>{at === marks.length - 1 ? `${mark}${percent}` : mark}</i>
            ))}
          </span>
        </th>
        {guided && (
          <th scope="col" className="n g">
            {guided}
          </th>
        )}
        <th scope="col" className="n m">
          {share}
        </th>
        <th scope="col" className="n c">
          {count}
        </th>
        <th scope="col" className="n a">
          {w.changeSince(shown.since.name, day(shown.since.day))}
        </th>
      </tr>
    </thead>
  );
}
