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

export interface Place {
  /** Null at the root, undefined where the address means nothing. */
  unit: UnitId | null | undefined;
  query: URLSearchParams;
}

function placeOf(href: string): Place {
  const { pathname, searchParams } = new URL(href);
  if (pathname === '/') return { unit: null, query: searchParams };
  const named = /^\/units\/([^/]+)\/?$/.exec(pathname)?.[1];
  return { unit: named === undefined ? undefined : decodedOrNothing(named), query: searchParams };
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

export type Asked = 'from' | 'on' | 'known' | 'map' | 'figure' | 'sort' | 'all' | 'why';

/** The address of a unit under the conditions of `query`, changed; a null takes a condition away. */
export function unitHref(unit: UnitId, query: URLSearchParams, change: Partial<Record<Asked, string | null>> = {}) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return `/units/${encodeURIComponent(unit)}${text === '' ? '' : `?${text}`}`;
}

/** Going to another unit keeps the conditions and leaves what belonged to the table seen. */
export const toUnit = (unit: UnitId, query: URLSearchParams, map?: Day) =>
  unitHref(unit, query, { all: null, why: null, ...(map === undefined ? {} : { map }) });

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
  unitHref(page, query, { why: asked.unit === page ? asked.figure : `${asked.figure}@${asked.unit}` });

export function whyOf(query: URLSearchParams, page: UnitId): WhyAsked | undefined {
  const [figure, unit = page] = (query.get('why') ?? '').split(/@(.*)/s);
  return figure ? { figure, unit } : undefined;
}
