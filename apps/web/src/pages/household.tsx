import { useAnswer } from '../answer';
import type { Day, HouseholdStandings } from '../api-types';
import { HouseholdRecordsTable } from '../components/household-records';
import { holdsOn, HouseholdStandingsTable } from '../components/household-standings';
import { Link } from '../components/link';
import { ProblemNotice } from '../components/problem-notice';
import { useLanguage } from '../language';
import { missingInFull, sameMember } from '../missing';
import { householdsHref, toUnit } from '../place';
import { nameAndNotes } from '../place-name';
import { ListFrame, type PageProps } from './list-frame';

const intervalsOf = ({ standings }: HouseholdStandings, standing: string) =>
  standings.find((one) => one.standing === standing)?.intervals ?? [];

/** One household: where it stands and since when, and every record behind that. It shows its code, and nobody's name. */
export function HouseholdPage(props: PageProps) {
  const { api, id, query, reading } = props;
  const { w } = useLanguage();
  const conditions = `${id} ${reading.on} ${reading.known} ${reading.map}`;
  const standings = useAnswer(conditions, (signal) => api.household(id, reading, signal));
  const records = useAnswer(id, (signal) => api.householdRecords(id, signal));
  const found = standings.value?.household === id ? standings.value : undefined;
  const on = found?.asked.on ?? reading.on;
  const lived = found ? intervalsOf(found, 'total') : [];
  const village = (lived.find((one) => holdsOn(on, one)) ?? lived.at(-1))?.village;
  return (
    <ListFrame
      {...props}
      title={w.households.one(id)}
      view={village && { unit: { id, fullName: w.households.one(id) }, trail: [...village.trail, village] }}
      progress={village && toUnit(village.id, query)}
      waiting={standings.waiting}
      ready={found !== undefined && !records.waiting}
      problem={standings.problem}
      onRetry={standings.retry}
    >
      <p className="lede verdict">{found ? <Verdict found={found} on={on} /> : '···'}</p>
      <div className="pair-blocks wider-second">
        <div className="stack">
          <HouseholdStandingsTable found={found} on={on} catalogue={props.figures} village={village?.id} />
          {village && (
            <p>
              <Link href={householdsHref(village.id, query, { list: 'all' })}>
                {w.households.ofVillage(nameAndNotes(village, w.naming).name)}
              </Link>
            </p>
          )}
        </div>
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
      </div>
    </ListFrame>
  );
}

/** One sentence that can be read aloud, as of the day asked. */
function Verdict({ found, on }: { found: HouseholdStandings; on: Day }) {
  const { w, day, listed } = useLanguage();
  const { verdict } = w.households;
  if (found.missing === null) {
    const lived = intervalsOf(found, 'total');
    const left = lived.findLast(({ from }) => from <= on)?.to;
    const begins = lived.find(({ from }) => from > on)?.from;
    return left ? verdict.left(day(left)) : begins ? verdict.notYet(day(begins)) : w.none;
  }
  const complete = intervalsOf(found, 'complete').find((one) => holdsOn(on, one));
  if (complete) return verdict.complete(day(complete.from));
  if (found.missing.includes(sameMember)) return verdict.notOnePerson;
  return verdict.lacking(missingInFull(found.missing, { w, listed }));
}
