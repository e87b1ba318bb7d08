import { useEffect, useMemo, useRef } from 'react';
import type { Api } from './api';
import type { Day, Defaults, Figure, Reading, UnitId, UnitView } from './api-types';
import { useAnswer } from './answer';
import { daysAfter } from './format';
import { communesOf, deeperLevel, useDeeperRows } from './unit-rows';
import { countedUpTo, useFreshness } from './use-freshness';

const readingKey = ({ from, on, known, map }: Reading) => [from, on, known, map].join(' ');

interface Asked {
  api: Api;
  unit: UnitId;
  reading: Reading;
  figure: Figure | undefined;
  /** Whose units are the rows of the table, where not the children. */
  level: string | null;
  /** The day that is compared with. */
  since: Day;
  defaults: Defaults;
  catalogue: Figure[];
}

/** The unit's figures first; what only compares (another day, months, the map's communes) follows behind them. */
export function useUnitAnswers({ api, unit, reading, figure, level: asked, since, defaults, catalogue }: Asked) {
  const key = `${unit} ${readingKey(reading)}`;
  const main = useAnswer(key, async (signal) => ({
    view: await api.unit(unit, reading, signal),
    asked: { unit, reading, key },
  }));
  const held = main.value?.asked.unit === unit ? main.value : undefined;
  const settled = held?.asked.key === key ? held.view : undefined;
  const freshness = useFreshness(api);
  useRefreshes(settled, freshness ? countedUpTo(freshness) : 0, main.refresh);

  const behind = settled ? `${key} ${countedUpTo(settled.freshness)}` : null;
  const level = deeperLevel(held?.view, asked);
  const before = useAnswer(behind && `${behind} ${since}`, async (signal) => ({
    key: `${key} ${since}`,
    view: await api.unit(unit, { ...reading, from: null, on: since }, signal),
  }));
  const seriesKey = `${key} ${level} ${figure?.id}`;
  const series = useAnswer(figure && behind ? `${behind} ${level} ${figure.id}` : null, async (signal) => {
    const figures = [figure!.id, ...(figure!.shareOf ? [figure!.shareOf] : [])];
    const from = firstMonth(defaults, reading);
    return { key: seriesKey, series: await api.series(unit, figures, level, from, reading, signal) };
  });
  const below = useAnswer(behind, async (signal) => {
    const figures = catalogue.map(({ id }) => id);
    return { key, communes: await communesOf(api, settled!, figures, reading, signal) };
  });
  const rows = useDeeperRows({ api, view: held?.view, level, figure, reading, since, behind });

  const earlier = before.value?.key === `${key} ${since}` ? before.value.view : undefined;
  const compared = useMemo(
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
    held,
    freshness,
    before: compared,
    series: series.value?.key === seriesKey ? series.value.series : undefined,
    communes: below.value?.key === key ? below.value.communes : undefined,
    level,
    rows,
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
