import type { ListedTeam, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { teamHref } from '../place';
import { Link } from './link';
import { moveInColumn } from './move-in-column';
import { PlaceLabel } from './unit-label';
import { WaitingRows } from './waiting-rows';

interface TeamRowsProps {
  teams: ListedTeam[];
  waiting: boolean;
  query: URLSearchParams;
  label: string;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

/** Words, not icons: what is wrong with a team is said, and red only beside the word. */
export function TeamRows({ teams, waiting, query, label, above }: TeamRowsProps) {
  const { w, number, day } = useLanguage();
  const verdict = ({ dormant, leaderless, compliant }: ListedTeam) =>
    [dormant && w.teams.dormant, leaderless && w.teams.leaderless, !compliant && w.teams.nonCompliant].filter(Boolean);
  return (
    <table className="wide-list" aria-label={label} onKeyDown={moveInColumn}>
      <thead>
        <tr>
          <th scope="col">{w.teams.unit}</th>
          <th scope="col">{w.teams.level}</th>
          <th scope="col" className="n">
            {w.teams.members}
          </th>
          <th scope="col">{w.teams.last}</th>
          <th scope="col" className="n">
            {w.teams.idle}
          </th>
          <th scope="col">{w.teams.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {waiting && <WaitingRows columns={6} />}
        {teams.map((team) => (
          <tr key={team.team}>
            <th scope="row">
              <Link href={teamHref(team.team, query)}>
                <PlaceLabel place={team.unit} above={above} />
              </Link>
            </th>
            <td data-label={w.teams.level}>{team.level && w.teams.levels[team.level]}</td>
            <td data-label={w.teams.members} className="n">
              {number(team.members)}
            </td>
            <td data-label={w.teams.last}>{team.lastActivityOn ? day(team.lastActivityOn) : w.teams.never}</td>
            <td data-label={w.teams.idle} className={team.dormant ? 'n bad' : 'n'}>
              {number(team.idleDays)}
            </td>
            <td data-label={w.teams.verdict} className={verdict(team).length > 0 ? 'bad' : undefined}>
              {verdict(team).join(', ') || w.teams.fine}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
