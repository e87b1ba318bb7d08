import { useMemo, useSyncExternalStore } from 'react';
import type { Day, Defaults, FigureId, Reading, UnitId } from './api-types';

const moved = 'tung-nha:moved';

/** Goes to an address of this page; a new path starts at its top. */
export function go(href: string, { replace = false, state = null }: { replace?: boolean; state?: unknown } = {}) {
  const before = location.pathname;
  if (replace) history.replaceState(state, '', href);
  else history.pushState(state, '', href);
  window.dispatchEvent(new Event(moved));
  if (!replace && location.pathname !== before) window.scrollTo(0, 0);
}

function subscribe(changed: () => void) {
  window.addEventListener('popstate', changed);
  window.addEventListener(moved, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(moved, changed);
  };
}

/** The pages under a unit, under one household and under one team; `home` is wherever the signed-in user begins. */
export type Page = 'home' | 'unit' | 'households' | 'teams' | 'household' | 'team' | 'search' | 'parked';

export interface Place {
  /** Undefined where the address means nothing. */
  page: Page | undefined;
  /** Of the unit, household or team; empty where the page has none. */
  id: string;
  query: URLSearchParams;
}

const addresses: [RegExp, Page][] = [
  [/^\/$/, 'home'],
  [/^\/search\/?$/, 'search'],
  [/^\/parked\/?$/, 'parked'],
  [/^\/units\/([^/]+)\/?$/, 'unit'],
  [/^\/units\/([^/]+)\/households\/?$/, 'households'],
  [/^\/units\/([^/]+)\/teams\/?$/, 'teams'],
  [/^\/households\/([^/]+)\/?$/, 'household'],
  [/^\/teams\/([^/]+)\/?$/, 'team'],
];

function placeOf(href: string): Place {
  const { pathname, searchParams: query } = new URL(href);
  for (const [address, page] of addresses) {
    const found = address.exec(pathname);
    const id = found && decodedOrNothing(found[1] ?? '');
    if (found) return { page: id === undefined ? undefined : page, id: id ?? '', query };
  }
  return { page: undefined, id: '', query };
}

function decodedOrNothing(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.href);
  return useMemo(() => placeOf(href), [href]);
}

export type Asked =
  | 'from'
  | 'on'
  | 'known'
  | 'map'
  | 'since'
  | 'figure'
  | 'sort'
  | 'all'
  | 'why'
  | 'list'
  | 'level'
  | 'text'
  | 'stream'
  | 'only';
export type Change = Partial<Record<Asked, string | null>>;

/** An address under the conditions of `query`, changed; a null takes a condition away. */
function href(path: string, query: URLSearchParams, change: Change): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return `${path}${text === '' ? '' : `?${text}`}`;
}

/** What belongs to one page alone, and is left when going to another. */
const ofOnePage: Change = { all: null, why: null, only: null, list: null, level: null, text: null, stream: null };

export const unitHref = (unit: UnitId, query: URLSearchParams, change: Change = {}) =>
  href(`/units/${encodeURIComponent(unit)}`, query, change);

/** Going to another unit keeps the conditions and leaves what belonged to the table seen. */
export const toUnit = (unit: UnitId, query: URLSearchParams, map?: Day) =>
  unitHref(unit, query, { ...ofOnePage, ...(map === undefined ? {} : { map }) });

export const householdsHref = (unit: UnitId, query: URLSearchParams, change: Change = {}) =>
  href(`/units/${encodeURIComponent(unit)}/households`, query, { ...ofOnePage, ...change });
export const teamsHref = (unit: UnitId, query: URLSearchParams, change: Change = {}) =>
  href(`/units/${encodeURIComponent(unit)}/teams`, query, { ...ofOnePage, ...change });
export const householdHref = (household: string, query: URLSearchParams) =>
  href(`/households/${encodeURIComponent(household)}`, query, ofOnePage);
export const teamHref = (team: string, query: URLSearchParams) =>
  href(`/teams/${encodeURIComponent(team)}`, query, ofOnePage);
export const searchHref = (text: string, query: URLSearchParams) => href('/search', query, { ...ofOnePage, text });
/** With a stream: the question whether it is to be given up. */
export const parkedHref = (query: URLSearchParams, stream: string | null = null) =>
  href('/parked', query, { ...ofOnePage, stream });

export function readingOf(query: URLSearchParams, defaults: Defaults): Reading {
  return {
    from: query.get('from'),
    on: query.get('on') ?? defaults.on,
    known: query.get('known'),
    map: query.get('map') ?? defaults.map,
  };
}

export interface WhyAsked {
  figure: FigureId;
  unit: UnitId;
}

export const whyHref = (asked: WhyAsked, page: UnitId, query: URLSearchParams) =>
  unitHref(page, query, { only: null, why: asked.unit === page ? asked.figure : `${asked.figure}@${asked.unit}` });

/** The drawer shut again. */
export const withoutWhy = (page: UnitId, query: URLSearchParams) => unitHref(page, query, { why: null, only: null });

export function whyOf(query: URLSearchParams, page: UnitId): WhyAsked | undefined {
  const [figure, unit = page] = (query.get('why') ?? '').split(/@(.*)/s);
  return figure ? { figure, unit } : undefined;
}
