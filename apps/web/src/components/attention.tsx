import { useAnswer } from '../answer';
import type { Api } from '../api';
import { useLanguage } from '../language';
import { aboveOf } from '../place-name';
import { householdsHref, teamHref, teamsHref } from '../place';
import type { Shown } from '../shown';
import { Link } from './link';
import { PlaceLabel } from './unit-label';

const shownTeams = 8;

/** What waits for a person, each with the way to its list; nothing that is not counted. */
export function Attention({ api, shown }: { api: Api; shown: Shown }) {
  const { w, number } = useLanguage();
  const { unit, reading, query, view } = shown;
  const above = aboveOf(view);
  const counts = view?.figures;
  const dormant = counts?.['teams.dormant'] ?? 0;
  const key = dormant > 0 ? `${unit} ${reading.on} ${reading.known} ${reading.map}` : null;
  const teams = useAnswer(key, (signal) =>
    api.teams(unit, { list: 'dormant', level: null }, reading, null, signal, shownTeams),
  );
  const leaderless = counts?.['teams.leaderless'] ?? 0;
  const needsCare = counts?.['households.needs-care'] ?? 0;
  const unvisited = (counts?.['households.total'] ?? 0) - (counts?.['households.visited'] ?? 0);
  const lines: [n: number, words: string, href: string][] = [
    [leaderless, w.attention.leaderless(number(leaderless)), teamsHref(unit, query, { list: 'leaderless' })],
    [needsCare, w.attention.needsCare(number(needsCare)), householdsHref(unit, query, { list: 'needs-care' })],
    [unvisited, w.attention.unvisited(number(unvisited)), householdsHref(unit, query, { list: 'unvisited' })],
  ];
  return (
    <section className="block" id="attention" aria-labelledby="attention-title">
      <h2 id="attention-title">{w.attention.title}</h2>
      <div className="att">
        {dormant > 0 && (
          <div>
            <p className="hd">
              <b>{w.attention.dormant(number(dormant))}</b>
              <Link href={teamsHref(unit, query, { list: 'dormant' })}>{w.attention.see}</Link>
            </p>
            <ul className="dl longest">
              {Array.from({ length: Math.min(shownTeams, dormant) }, (_, index) => {
                const team = teams.value?.teams[index];
                return (
                  <li key={team?.team ?? index}>
                    {team ? (
                      <Link href={teamHref(team.team, query)}>
                        <PlaceLabel place={team.unit} above={above} />
                      </Link>
                    ) : (
                      '···'
                    )}
                    <span className="n bad">{team && w.attention.idle(number(team.idleDays))}</span>
                  </li>
                );
              })}
            </ul>
          </div>
        )}
        <ul className="dl">
          {lines
            .filter(([n]) => n > 0)
            .map(([, words, href]) => (
              <li key={href}>
                <b>{words}</b>
                <Link href={href}>{w.attention.see}</Link>
              </li>
            ))}
        </ul>
        {view && dormant === 0 && lines.every(([n]) => n <= 0) && <p>{w.attention.nothing}</p>}
      </div>
    </section>
  );
}
