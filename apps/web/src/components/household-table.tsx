import { householdRows, type FigureGroup } from '../figures';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { FigureHead } from './figure-head';
import { FigureRow } from './figure-row';
import { SinceChooser } from './since-chooser';

const groups: FigureGroup[] = ['first', 'skills', 'accounts', 'care', 'goal'];

/** Table 1: where the households of the unit stand, all on one scale whose frame is every household. */
export function HouseholdTable({ shown, number }: { shown: Shown; number: number }) {
  const { w } = useLanguage();
  const rows = householdRows(shown.catalogue);
  return (
    <section className="block" id="households-block" aria-labelledby="households-title">
      <h2 id="households-title">
        <span className="no">{w.figures.number(number)}</span> {w.figures.households}
      </h2>
      <div className="keys">
        <p className="key">
          <svg className="k" viewBox="0 0 26 10" aria-hidden="true">
            <rect className="bar-main" y="2.5" width="26" height="5" />
          </svg>
          {w.figures.keyMain}
          <svg className="k" viewBox="0 0 26 10" aria-hidden="true">
            <rect className="bar-soft" width="26" height="10" />
          </svg>
          {w.figures.keySoft}; {w.figures.keyFrame}
        </p>
        <SinceChooser shown={shown} />
      </div>
      <table className="bt paired" aria-labelledby="households-title">
        <FigureHead
          shown={shown}
          marks={[0, 25, 50, 75, 100]}
          guided={w.figures.guided}
          share={w.figures.main}
          count={w.figures.households_n}
        />
        {groups.map((group) => {
          const pairs = rows.get(group);
          if (!pairs) return null;
          const title = w.figures.groups[group];
          return (
            <tbody key={group} className={group === 'goal' ? 'sumrow' : undefined}>
              {title && (
                <tr className="grp">
                  {/* Not one more: in a narrow table one column is hidden, and would be made anew here. */}
                  <th scope="rowgroup" colSpan={5}>
                    {title}
                  </th>
                </tr>
              )}
              {pairs.map((pair) => (
                <FigureRow key={pair.figure.id} {...pair} shown={shown} paired className={title ? 'sub' : ''} />
              ))}
            </tbody>
          );
        })}
      </table>
      <p className="hint">{w.figures.hint}</p>
    </section>
  );
}
