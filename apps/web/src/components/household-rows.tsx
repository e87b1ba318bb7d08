import type { ListedHousehold, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { householdHref } from '../place';
import { missingInShort, skillName, skillNumbers } from '../missing';
import { moveInColumn } from './move-in-column';
import { Link } from './link';
import { PlaceLabel } from './unit-label';
import { WaitingRows } from './waiting-rows';

interface HouseholdRowsProps {
  households: ListedHousehold[];
  waiting: boolean;
  query: URLSearchParams;
  label: string;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

const accounts = ['vneid', 'public-service', 'payment'];
export function HouseholdRows({ households, waiting, query, label, above }: HouseholdRowsProps) {
  const { w, number, listed } = useLanguage();
  const proficientIn = ({ standings }: ListedHousehold) =>
    standings.filter((standing) => /^skill\.\d\.proficient$/.test(standing)).length;
  return (
    <>
      <p className="hint">
        {w.households.skillKey} {skillNumbers.map((one) => skillName(w, one)).join(' · ')}
      </p>
      <table className="wide-list" aria-label={label} onKeyDown={moveInColumn}>
        <thead>
          <tr>
            <th scope="col">{w.households.code}</th>
            <th scope="col" className="place">
              {w.lists.village}
            </th>
            <th scope="col">{w.households.visited}</th>
            <th scope="col">{w.households.skills}</th>
            <th scope="col">{w.households.accounts}</th>
            <th scope="col" className="lacks">
              {w.households.missing}
            </th>
          </tr>
        </thead>
        <tbody>
          {waiting && <WaitingRows columns={6} />}
          {households.map((household) => (
            <tr key={`${household.village.id} ${household.household}`}>
              <th scope="row" className="nowrap">
                <Link href={householdHref(household.household, query)}>{household.household}</Link>
              </th>
              <td data-label={w.lists.village}>
                <PlaceLabel place={household.village} above={above} />
              </td>
              <td data-label={w.households.visited} className="nowrap">
                {household.standings.includes('visited') ? w.households.yes : w.households.no}
              </td>
              <td data-label={w.households.skills} className="nowrap">
                {w.households.ofFive(number(proficientIn(household)))}
              </td>
              <td data-label={w.households.accounts}>
                {accounts
                  .filter((account) => household.standings.includes(account))
                  .map((account) => w.codes.details[account] ?? account)
                  .join(', ') || '–'}
              </td>
              <td data-label={w.households.missing}>
                {household.missing.length === 0
                  ? w.households.complete
                  : missingInShort(household.missing, { w, listed })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
