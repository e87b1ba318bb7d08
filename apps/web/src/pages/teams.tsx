import type { Counts, TeamLevel, TeamListName } from '../api-types';
import { ListChooser } from '../components/list-chooser';
import { ListEnd } from '../components/list-end';
import { TeamRows } from '../components/team-rows';
import { useLanguage } from '../language';
import { go, teamsHref, toUnit } from '../place';
import { aboveOf } from '../place-name';
import { usePages } from '../use-pages';
import { useUnit } from '../use-unit';
import { ListFrame, type PageProps } from './list-frame';

const listNames: TeamListName[] = ['all', 'dormant', 'leaderless', 'non-compliant'];
const levels: TeamLevel[] = ['district', 'commune', 'village'];

function sizeOf(list: TeamListName, counts: Counts | undefined): number | undefined {
  const [all, compliant] = [counts?.['teams.established'], counts?.['teams.compliant']];
  switch (list) {
    case 'all':
      return all;
    case 'dormant':
      return counts?.['teams.dormant'];
    case 'leaderless':
      return counts?.['teams.leaderless'];
    case 'non-compliant':
      return all === undefined || compliant === undefined ? undefined : all - compliant;
  }
}

export function TeamsPage(props: PageProps) {
  const { api, id: unit, query, reading } = props;
  const { w } = useLanguage();
  const list = listNames.find((name) => name === query.get('list')) ?? 'all';
  const level = levels.find((one) => one === query.get('level')) ?? null;
  const { conditions, view, name, ...whole } = useUnit(props);
  const pages = usePages(`${conditions} ${list} ${level}`, (after, signal) =>
    api.teams(unit, { list, level }, reading, after === null ? null : String(after), signal),
  );
  const teams = pages.pages.flatMap((page) => page.teams);
  return (
    <ListFrame
      {...props}
      title={w.teams.of(name)}
      progress={toUnit(unit, query)}
      view={view}
      waiting={pages.waiting}
      ready={view !== undefined && pages.first !== undefined}
      problem={pages.problem ?? whole.problem}
      onRetry={() => {
        pages.retry();
        whole.retry();
      }}
    >
      <ListChooser
        label={w.lists.choose}
        chosen={list}
        lists={listNames.map((one) => ({
          id: one,
          name: w.teams.lists[one],
          count: sizeOf(one, view?.figures),
          href: teamsHref(unit, query, { list: one, level }),
        }))}
      />
      <p className="filter">
        <label htmlFor="level">{w.teams.level}</label>
        <select
          id="level"
          value={level ?? 'all'}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            go(teamsHref(unit, query, { list, level: chosen === 'all' ? null : chosen }), { replace: true });
          }}
        >
          {(['all', ...levels] as const).map((one) => (
            <option key={one} value={one}>
              {w.teams.levels[one]}
            </option>
          ))}
        </select>
        <span className="hint">{w.teams.order}</span>
      </p>
      <TeamRows teams={teams} waiting={!pages.first} query={query} label={w.teams.lists[list]} above={aboveOf(view)} />
      <ListEnd pages={pages} count={teams.length} />
    </ListFrame>
  );
}
