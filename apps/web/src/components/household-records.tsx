import type { HouseholdRecords } from '../api-types';
import { useLanguage } from '../language';
import { teamHref } from '../place';
import { Link } from './link';

type Recorded = HouseholdRecords['records'][number];

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What was done, the last first, in codes put into words. */
export function HouseholdRecordsTable({ household, query }: { household: HouseholdRecords; query: URLSearchParams }) {
  const { w, day, number } = useLanguage();
  const dayOf = ({ data }: Recorded) => textOf(data['on']) ?? '';
  const records = household.records.toSorted((one, other) => (dayOf(one) < dayOf(other) ? 1 : -1));
  const inCharge = household.assignments.filter(({ to }) => to === null);

  function detailsOf({ data }: Recorded): string {
    const skill = textOf(data['skill']);
    const activities = Array.isArray(data['activities']) ? data['activities'].map(String) : [];
    const codes = [...activities, ...['mode', 'basis', 'account', 'state'].map((name) => textOf(data[name]))];
    const words = codes.flatMap((code) => (code === undefined ? [] : [w.codes.details[code] ?? code]));
    return [...(skill ? [w.codes.skills[skill] ?? skill] : []), ...words].join(', ');
  }
  return (
    <>
      <p>
        {w.households.citizens(number(household.citizens.length))}
        {household.registeredOn && `, ${w.households.registered(day(household.registeredOn))}`}
        {inCharge.map(({ assignment, member, from }) => (
          <span key={assignment}>
            {`. ${w.households.inCharge}: `}
            <span className="quiet">{member}</span> {w.figures.since(day(from))}
          </span>
        ))}
      </p>
      {records.length === 0 ? (
        <p className="note">{w.households.noRecords}</p>
      ) : (
        <table className="records" aria-labelledby="records-title">
          <thead>
            <tr>
              <th scope="col">{w.households.day}</th>
              <th scope="col">{w.households.record}</th>
              <th scope="col">{w.households.detail}</th>
              <th scope="col">{w.households.team}</th>
              <th scope="col" className="wide">
                {w.lists.reference}
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => {
              const team = textOf(record.data['team']);
              return (
                <tr key={record.record} className={record.withdrawn ? 'past' : undefined}>
                  <td className="nowrap">{dayOf(record) && day(dayOf(record))}</td>
                  <td>
                    {w.codes.records[record.kind] ?? record.kind}
                    {record.withdrawn && <span className="bad"> {w.households.withdrawn}</span>}
                  </td>
                  <td className="details">{detailsOf(record)}</td>
                  <td className="team nowrap">{team && <Link href={teamHref(team, query)}>{team}</Link>}</td>
                  <td className="quiet wide">{record.record}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className="hint">{w.households.recordsNow}</p>
    </>
  );
}
