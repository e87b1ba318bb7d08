import { useAnswer } from '../answer';
import { HouseholdRecordsTable } from '../components/household-records';
import { ProblemNotice } from '../components/problem-notice';
import { useLanguage } from '../language';
import { householdsHref } from '../place';
import { aboveOf } from '../place-name';
import { Link } from '../components/link';
import { PlaceLabel, UnitLabel } from '../components/unit-label';
import { ListFrame, type PageProps } from './list-frame';

/** One household: where it stands and since when, and every record behind that. It shows its code, and nobody's name. */
export function HouseholdPage(props: PageProps) {
  const { api, id, query, reading } = props;
  const { w, day } = useLanguage();
  const standings = useAnswer(`${id} ${reading.known} ${reading.map}`, (signal) => api.household(id, reading, signal));
  const records = useAnswer(id, (signal) => api.householdRecords(id, signal));
  const found = standings.value?.household === id ? standings.value : undefined;
  const held = found?.standings.flatMap(({ standing, intervals }) =>
    intervals.map((interval) => ({ standing, ...interval })),
  );
  const village = held?.find(({ standing, to }) => standing === 'total' && to === null)?.village ?? held?.[0]?.village;
  return (
    <ListFrame
      {...props}
      title={w.households.one(id)}
      waiting={standings.waiting}
      problem={standings.problem}
      onRetry={standings.retry}
    >
      {village && (
        <p>
          <Link href={householdsHref(village.id, query, { list: 'all' })}>
            <PlaceLabel place={village} above={aboveOf(undefined)} />
          </Link>
        </p>
      )}
      <section className="block" aria-labelledby="standings-title">
        <h2 id="standings-title">{w.households.standings}</h2>
        <table aria-labelledby="standings-title">
          <thead>
            <tr>
              <th scope="col">{w.households.standing}</th>
              <th scope="col">{w.lists.since}</th>
              <th scope="col">{w.lists.until}</th>
              <th scope="col" className="wide">
                {w.lists.village}
              </th>
            </tr>
          </thead>
          <tbody>
            {held?.map(({ standing, from, to, village: where }) => (
              <tr key={`${standing} ${from} ${where.id}`} className={to === null ? undefined : 'past'}>
                <th scope="row">{w.codes.standings[standing] ?? standing}</th>
                <td className="nowrap">{day(from)}</td>
                <td className="nowrap">{to === null ? w.lists.now : day(to)}</td>
                <td className="wide">
                  <UnitLabel unit={where} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="block" aria-labelledby="records-title">
        <h2 id="records-title">{w.households.records}</h2>
        {records.problem?.status === 403 ? (
          <p className="note">{w.households.recordsForbidden}</p>
        ) : records.problem ? (
          <ProblemNotice problem={records.problem} onRetry={records.retry} />
        ) : (
          records.value?.id === id && <HouseholdRecordsTable household={records.value} query={query} />
        )}
      </section>
    </ListFrame>
  );
}
