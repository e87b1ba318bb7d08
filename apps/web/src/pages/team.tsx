import { useAnswer } from '../answer';
import { Link } from '../components/link';
import { TeamComposition } from '../components/team-composition';
import { TeamDecisions } from '../components/team-decisions';
import { TeamMembers } from '../components/team-members';
import { useLanguage } from '../language';
import { teamsHref, toUnit } from '../place';
import { ListFrame, type PageProps } from './list-frame';

/** One team on a day: what it is, who is in it by code and position, and what the policy says of that. */
export function TeamPage(props: PageProps) {
  const { api, id, query, reading } = props;
  const { w, day } = useLanguage();
  const answer = useAnswer(`${id} ${reading.on}`, (signal) => api.team(id, reading.on, signal));
  const team = answer.value?.id === id ? answer.value : undefined;
  const name = team?.unit.fullName ?? '···';
  return (
    <ListFrame
      {...props}
      title={w.teams.one(name)}
      waiting={answer.waiting}
      problem={answer.problem}
      onRetry={answer.retry}
    >
      {team && (
        <>
          <p>
            {[
              w.teams.levels[team.level],
              w.teams.established(day(team.establishedOn)),
              ...(team.dissolvedOn ? [w.teams.dissolved(day(team.dissolvedOn))] : []),
              ...team.standings.filter((one) => one !== 'established').map((one) => w.codes.standings[one] ?? one),
            ].join(' · ')}{' '}
            <Link href={toUnit(team.unit.id, query)}>{w.teams.toUnit}</Link> ·{' '}
            <Link href={teamsHref(team.unit.id, query)}>{w.teams.title}</Link>
          </p>
          <div className="pair-blocks">
            <TeamMembers members={team.members} />
            <TeamComposition verdict={team.verdict} />
          </div>
          <TeamDecisions decisions={team.decisions} />
        </>
      )}
    </ListFrame>
  );
}
