import { useEffect } from 'react';
import type { Counts, HouseholdListName } from '../api-types';
import { HouseholdRows } from '../components/household-rows';
import { ListChooser } from '../components/list-chooser';
import { ListEnd } from '../components/list-end';
import { useLanguage } from '../language';
import { householdsHref, toUnit } from '../place';
import { aboveOf } from '../place-name';
import { usePages } from '../use-pages';
import { useUnit } from '../use-unit';
import { ListFrame, type PageProps } from './list-frame';

const listNames: HouseholdListName[] = ['all', 'unvisited', 'unassigned', 'needs-care', 'in-care', 'nearly-complete'];
/** What is rare is looked for in so many pages by itself, before the reader is asked to go on. */
const pagesByItself = 40;
const enough = 20;

/** What a list holds by the figures of the unit, where a figure tells. */
function sizeOf(list: HouseholdListName, counts: Counts | undefined): number | undefined {
  const total = counts?.['households.total'];
  const without = (figure: string) => {
    const n = counts?.[figure];
    return total === undefined || n === undefined ? undefined : total - n;
  };
  switch (list) {
    case 'all':
      return total;
    case 'unvisited':
      return without('households.visited');
    case 'unassigned':
      return without('households.assigned');
    case 'needs-care':
      return counts?.['households.needs-care'];
    case 'in-care':
      return counts?.['households.in-care'];
    case 'nearly-complete':
      return undefined;
  }
}

export function HouseholdsPage(props: PageProps) {
  const { api, id: unit, query, reading } = props;
  const { w } = useLanguage();
  const list = listNames.find((name) => name === query.get('list')) ?? 'unvisited';
  const { conditions, view, name, ...whole } = useUnit(props);
  const pages = usePages(`${conditions} ${list}`, (after, signal) =>
    api.households(unit, list, reading, after === null ? null : String(after), signal),
  );
  const households = pages.pages.flatMap((page) => page.households);
  const { next, loading, problem, more } = pages;
  useEffect(() => {
    const searching = households.length < enough && next !== null && pages.pages.length < pagesByItself;
    if (searching && !loading && !problem) more();
  });
  return (
    <ListFrame
      {...props}
      title={w.households.of(name)}
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
          name: w.households.lists[one],
          count: sizeOf(one, view?.figures),
          href: householdsHref(unit, query, { list: one }),
        }))}
      />
      <HouseholdRows
        households={households}
        waiting={!pages.first}
        query={query}
        label={w.households.lists[list]}
        above={aboveOf(view)}
      />
      <ListEnd pages={pages} count={households.length} />
      <p className="hint">{w.households.anonymous}</p>
    </ListFrame>
  );
}
