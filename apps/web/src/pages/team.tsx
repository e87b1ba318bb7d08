import { useAnswer } from '../answer';
import { Link } from '../components/link';
import { TeamActivity } from '../components/team-activity';
import { TeamComposition } from '../components/team-composition';
import { TeamDecisions } from '../components/team-decisions';
import { TeamMembers } from '../components/team-members';
import { lowered } from '../format';
import { useLanguage } from '../language';
import { teamsHref, toUnit } from '../place';
import { nameAndNotes } from '../place-name';
import { ListFrame, type PageProps } from './list-frame';

/** One team on a day: what it is, when it last did something, who is in it by code and position, and what the policy says of that. */
export function TeamPage(props: PageProps) {
  const { api, id, query, reading } = props;
  const { w, day } = useLanguage();
  const answer = useAnswer(`${id} ${reading.on}`, (signal) => api.team(id, reading.on, signal));
  const conditions = `${id} ${reading.on} ${reading.known} ${reading.map}`;
  const counted = useAnswer(conditions, (signal) => api.teamStanding(id, reading, signal));
  const team = answer.value?.id === id ? answer.value : undefined;
  const standing = counted.value?.team === id ? counted.value : undefined;
  const place = standing?.unit;
  const unit = place ?? team?.unit;
  const name = unit ? nameAndNotes(unit, w.naming).name : '···';
  return (
    <ListFrame
      {...props}
      title={w.teams.one(name)}
      view={place && { unit: { id, fullName: w.teams.here }, trail: [...place.trail, place] }}
      progress={place && toUnit(place.id, query)}
      waiting={answer.waiting || counted.waiting}
      ready={team !== undefined && standing !== undefined}
      problem={answer.problem ?? counted.problem}
      onRetry={() => {
        answer.retry();
        counted.retry();
      }}
    >
      <p className="lede verdict">{standing ? <TeamActivity standing={standing} /> : '···'}</p>
      {team && (
        <>
          <p>
            {[
              w.teams.levels[team.level],
              w.teams.established(day(team.establishedOn)),
              ...(team.dissolvedOn ? [w.teams.dissolved(day(team.dissolvedOn))] : []),
              ...team.standings
                .filter((one) => one !== 'established')
                .map((one) => lowered(w.codes.standings[one] ?? one)),
            ].join(' · ')}
          </p>
          <div className="pair-blocks">
            <TeamMembers members={team.members} />
            <TeamComposition verdict={team.verdict} />
          </div>
          <TeamDecisions decisions={team.decisions} />
          <p>
            <Link href={toUnit(team.unit.id, query)}>{w.teams.toUnit}</Link> ·{' '}
            <Link href={teamsHref(team.unit.id, query)}>{w.teams.teamsOf(name)}</Link>
          </p>
        </>
      )}
    </ListFrame>
  );
}
