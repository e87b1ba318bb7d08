import { useEffect, useMemo, useRef } from 'react';
import type { Api } from './api';
import type { Defaults, Figure, Reading, UnitId, UnitView } from './api-types';
import { useAnswer } from './answer';
import type { CommuneCounts } from './map-places';
import { daysAfter } from './format';
import { countedUpTo, useFreshness } from './use-freshness';

const changeDays = 30;

const readingKey = ({ from, on, known, map }: Reading) => [from, on, known, map].join(' ');

/** The unit's figures first; what only compares (30 days, months, the map's communes) follows behind them. */
export function useUnitAnswers(
  api: Api,
  unit: UnitId,
  reading: Reading,
  figure: Figure | undefined,
  defaults: Defaults,
) {
  const key = `${unit} ${readingKey(reading)}`;
  const main = useAnswer(key, async (signal) => ({
    view: await api.unit(unit, reading, signal),
    asked: { unit, reading, key },
  }));
  const view = main.value?.asked.unit === unit ? main.value.view : undefined;
  const settled = main.value?.asked.key === key ? view : undefined;
  const freshness = useFreshness(api);
  useRefreshes(settled, freshness ? countedUpTo(freshness) : 0, main.refresh);

  const counted = countedUpTo(settled?.freshness);
  const behind = settled ? `${key} ${counted}` : null;
  const before = useAnswer(behind, async (signal) => ({
    key,
    view: await api.unit(unit, { ...reading, from: null, on: daysAfter(reading.on, -changeDays) }, signal),
  }));
  const seriesKey = `${key} ${figure?.id}`;
  const series = useAnswer(figure && behind ? `${behind} ${figure.id}` : null, async (signal) => {
    const figures = [figure!.id, ...(figure!.shareOf ? [figure!.shareOf] : [])];
    const from = firstMonth(defaults, reading);
    return { key: seriesKey, series: await api.series(unit, figures, from, reading, signal) };
  });
  const below = useAnswer(behind, async (signal) => ({
    key,
    communes: await communesOf(api, settled!, reading, signal),
  }));

  const earlier = before.value?.key === key ? before.value.view : undefined;
  const beforeCounts = useMemo(
    () =>
      earlier &&
      new Map([
        [earlier.unit.id, earlier.figures] as const,
        ...earlier.children.map((child) => [child.unit.id, child.figures] as const),
      ]),
    [earlier],
  );
  return {
    main,
    held: main.value?.asked.unit === unit ? main.value : undefined,
    freshness,
    before: beforeCounts,
    series: series.value?.key === seriesKey ? series.value.series : undefined,
    communes: below.value?.key === key ? below.value.communes : undefined,
  };
}

const firstMonth = ({ maps }: Defaults, { on }: Reading) => {
  const first = maps[0]?.on ?? daysAfter(on, -365);
  return first < on ? first : on;
};

/** Once more has been counted than is shown, it is fetched behind what is shown. */
function useRefreshes(view: UnitView | undefined, counted: number, refresh: () => void) {
  const shown = countedUpTo(view?.freshness);
  const asked = useRef(0);
  useEffect(() => {
    if (shown === 0 || counted <= shown || asked.current === counted) return;
    asked.current = counted;
    refresh();
  }, [shown, counted, refresh]);
}

/** The communes below: the children themselves, those of the districts, or the unit alone. */
async function communesOf(api: Api, view: UnitView, reading: Reading, signal: AbortSignal): Promise<CommuneCounts[]> {
  const level = view.children[0]?.unit.level;
  if (level === 'commune') return view.children;
  if (level === 'district') {
    const districts = await Promise.all(view.children.map((child) => api.unit(child.unit.id, reading, signal)));
    return districts.flatMap(({ children }) => children.filter(({ unit }) => unit.level === 'commune'));
  }
  return view.unit.level === 'commune' ? [{ unit: view.unit, figures: view.figures }] : [];
}
