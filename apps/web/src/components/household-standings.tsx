import type { Day, Figure, HouseholdStandings, UnitId } from '../api-types';
import { householdRows, type FigureGroup } from '../figures';
import { useLanguage } from '../language';
import { nameAndNotes } from '../place-name';

type Interval = HouseholdStandings['standings'][number]['intervals'][number];

interface HouseholdStandingsTableProps {
  /** Undefined while it is awaited: what the rows are about is known before. */
  found: HouseholdStandings | undefined;
  on: Day;
  catalogue: Figure[];
  /** Where the household lives: said of an interval only where it was elsewhere. */
  village: UnitId | undefined;
}

const groups: FigureGroup[] = ['first', 'skills', 'accounts', 'care', 'goal'];
const standingOf = ({ id }: Figure) => id.replace(/^households\./, '');

/** Whether it holds at the end of the day. */
export const holdsOn = (on: Day, { from, to }: Pick<Interval, 'from' | 'to'>) => from <= on && (to === null || on < to);

/** Where one household stands and since when, in the groups of the unit's own table; guided beside proficient. */
export function HouseholdStandingsTable({ found, on, catalogue, village }: HouseholdStandingsTableProps) {
  const { w, text } = useLanguage();
  const rows = householdRows(catalogue);
  const cell = (standing: string, otherwise: string) => (
    <Held
      intervals={found?.standings.find((one) => one.standing === standing)?.intervals ?? []}
      waiting={!found}
      {...{ on, village, otherwise }}
    />
  );
  return (
    <section className="block" aria-labelledby="standings-title">
      <h2 id="standings-title">{w.households.standings}</h2>
      <table className="held" aria-labelledby="standings-title">
        <thead>
          <tr>
            <th scope="col">{w.households.standing}</th>
            <th scope="col">{w.households.guidedSince}</th>
            <th scope="col">{w.households.mainSince}</th>
          </tr>
        </thead>
        {groups.map((group) => {
          const title = w.figures.groups[group];
          const otherwise = group === 'care' ? w.households.absent : w.households.no;
          return (
            <tbody key={group} className={group === 'goal' ? 'sumrow' : undefined}>
              {title && (
                <tr className="grp">
                  <th scope="rowgroup" colSpan={3}>
                    {title}
                  </th>
                </tr>
              )}
              {group === 'first' && (
                <tr>
                  <th scope="row" colSpan={2}>
                    {w.codes.standings['total']}
                  </th>
                  <td>{cell('total', w.households.no)}</td>
                </tr>
              )}
              {rows.get(group)?.map(({ figure, guided }) => (
                <tr key={figure.id} className={title ? 'sub' : undefined}>
                  <th scope="row" colSpan={guided ? 1 : 2}>
                    {w.figures.rows[figure.id] ?? text(figure.name)}
                  </th>
                  {guided && <td>{cell(standingOf(guided), otherwise)}</td>}
                  <td>{cell(standingOf(figure), otherwise)}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </section>
  );
}

interface HeldProps extends Pick<HouseholdStandingsTableProps, 'on' | 'village'> {
  intervals: Interval[];
  waiting: boolean;
  /** Said where it does not hold. */
  otherwise: string;
}

/** Since when it holds, and below when it held before: what was lost stays readable. */
function Held({ intervals, waiting, on, village, otherwise }: HeldProps) {
  const { w, day } = useLanguage();
  if (waiting) return <span className="wait">···</span>;
  const now = intervals.findLast((one) => holdsOn(on, one));
  const before = intervals.filter((one) => one.from <= on && one !== now);
  const where = (one: Interval) =>
    one.village.id === village ? '' : `, ${w.inside(nameAndNotes(one.village, w.naming).name)}`;
  return (
    <>
      {now ? (
        <>
          <span className="nowrap">{day(now.from)}</span>
          {where(now)}
        </>
      ) : (
        <span className="quiet">{otherwise}</span>
      )}
      {before.map((one) => (
        <span key={`${one.from} ${one.village.id}`} className="past-held">
          {w.households.held(day(one.from), one.to === null ? '' : day(one.to))}
          {where(one)}
        </span>
      ))}
    </>
  );
}
