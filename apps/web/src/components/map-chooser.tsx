import type { Level } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { go, unitHref } from '../place';

const shownLevels: Level[] = ['district', 'commune'];

/** The same figure summed on every map, over that map's own units; households where the chosen one is not told. */
function mapTotals({ defaults, figure, view }: Shown) {
  const told = (on: string, id: string) => view?.maps.find((map) => map.on === on)?.figures[id];
  const everywhere = (id: string) => defaults.maps.every(({ on }) => told(on, id) !== undefined);
  const id = figure && everywhere(figure.id) ? figure.id : 'households.total';
  const all = defaults.maps.map(({ on }) => told(on, id));
  return { id, all, of: (on: string) => told(on, id) };
}

/** Several maps, one total: in sight at every width. */
export function OneTotal({ shown }: { shown: Shown }) {
  const { w, number, text } = useLanguage();
  const { id, all } = mapTotals(shown);
  const one = new Set(all).size === 1 ? all[0] : undefined;
  const name = shown.catalogue.find((figure) => figure.id === id)?.name;
  const known = !shown.waiting && all.length > 1 && all.every((total) => total !== undefined);
  return (
    <p className="total">
      {known &&
        (one === undefined
          ? w.reading.otherTotals
          : w.reading.oneTotal(all.length, number(one), name ? text(name) : id))}
    </p>
  );
}

/** Every map with its own total: choosing one shows at once that the land changes and the sum does not. */
export function MapChooser({ shown }: { shown: Shown }) {
  const { w, number, day, text } = useLanguage();
  const { unit, query, reading, defaults, view, waiting } = shown;
  const offered = defaults.maps.some(({ on }) => on === reading.map)
    ? defaults.maps
    : [...defaults.maps, { on: reading.map, label: { vi: day(reading.map), en: day(reading.map) } }];
  const totals = mapTotals(shown);
  return (
    <fieldset className="maps">
      <legend>{w.reading.map}</legend>
      {offered.map(({ on, label }) => {
        const units = view?.maps.find((map) => map.on === on)?.units ?? {};
        const total = totals.of(on);
        const below = shownLevels.filter((level) => (units[level] ?? 0) > 0);
        return (
          <label key={on}>
            <input
              type="radio"
              name="map"
              value={on}
              checked={reading.map === on}
              onChange={() => go(unitHref(unit, query, { map: on, all: null }))}
            />
            <span>{text(label)}</span>
            <span className="quiet">
              {below.map((level) => `${number(units[level] ?? 0)} ${w.levelsShort[level]}`).join(', ')}
            </span>
            <span className="n">{total === undefined ? '' : waiting ? '···' : number(total)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
