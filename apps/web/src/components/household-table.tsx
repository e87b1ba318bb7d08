import { householdRows, type FigureGroup } from '../figures';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { FigureRow } from './figure-row';
import { SinceChooser } from './since-chooser';

const groups: FigureGroup[] = ['first', 'skills', 'accounts', 'care', 'goal'];

/** Table 1: where the households of the unit stand, all on one scale whose frame is every household. */
export function HouseholdTable({ shown, number }: { shown: Shown; number: number }) {
  const { w, day, percent } = useLanguage();
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
        <thead>
          <tr>
            <th scope="col">{w.figures.what}</th>
            <th scope="col" className="barcell">
              <span className="unseen">{w.figures.bar}</span>
              <span className="axis" aria-hidden="true">
                <i>0</i>
                <i>25</i>
                <i>50</i>
                <i>75</i>
                <i>100{percent}</i>
              </span>
            </th>
            <th scope="col" className="n g">
              {w.figures.guided}
            </th>
            <th scope="col" className="n m">
              {w.figures.main}
            </th>
            <th scope="col" className="n c">
              {w.figures.households_n}
            </th>
            <th scope="col" className="n a">
              {w.changeSince(shown.since.name, day(shown.since.day))}
            </th>
          </tr>
        </thead>
        {groups.map((group) => {
          const pairs = rows.get(group);
          if (!pairs) return null;
          const title = w.figures.groups[group];
          return (
            <tbody key={group} className={group === 'goal' ? 'sumrow' : undefined}>
              {title && (
                <tr className="grp">
                  <th scope="rowgroup" colSpan={6}>
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
