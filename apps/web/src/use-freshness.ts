import { useEffect, useState } from 'react';
import type { Api } from './api';
import type { Freshness } from './api-types';

const everyMs = 5_000;

export const countedUpTo = (freshness: Freshness | undefined) =>
  freshness?.lanes.reduce((sum, { position }) => sum + position, 0) ?? 0;

/** How far counting is, asked now and then while the page is looked at; undefined until the first answer. `after` is what was done last: then it is asked at once. */
export function useFreshness(api: Api, after?: string): Freshness | undefined {
  const [freshness, setFreshness] = useState<Freshness>();
  useEffect(() => {
    const controller = new AbortController();
    const ask = () => {
      if (document.hidden) return;
      // A failure here is told by the figures themselves; the next turn asks again.
      api.freshness(controller.signal).then(setFreshness, () => undefined);
    };
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [api, after]);
  return freshness;
}
