import type { Level } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { go, unitHref } from '../place';

const shownLevels: Level[] = ['district', 'commune'];

/** Every map with its own total: choosing one shows at once that the land changes and the sum does not. */
export function MapChooser({ shown }: { shown: Shown }) {
  const { w, number, day, text } = useLanguage();
  const { unit, query, reading, defaults, view, waiting, catalogue } = shown;
  const offered = defaults.maps.some(({ on }) => on === reading.map)
    ? defaults.maps
    : [...defaults.maps, { on: reading.map, label: { vi: day(reading.map), en: day(reading.map) } }];
  const totalOf = (on: string, figure: string) => view?.maps.find((map) => map.on === on)?.figures[figure];
  const everywhere = (id: string) => defaults.maps.every(({ on }) => totalOf(on, id) !== undefined);
  const figure = shown.figure && everywhere(shown.figure.id) ? shown.figure.id : 'households.total';
  const totals = defaults.maps.map(({ on }) => totalOf(on, figure));
  const one = new Set(totals).size === 1 ? totals[0] : undefined;
  const name = catalogue.find(({ id }) => id === figure)?.name;
  const known = !waiting && totals.length > 1 && totals.every((total) => total !== undefined);
  return (
    <fieldset className="maps">
      <legend>{w.reading.map}</legend>
      {offered.map(({ on, label }) => {
        const units = view?.maps.find((map) => map.on === on)?.units ?? {};
        const total = totalOf(on, figure);
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
      <p className="total">
        {known &&
          (one === undefined
            ? w.reading.otherTotals
            : w.reading.oneTotal(number(totals.length), number(one), name ? text(name) : figure))}
      </p>
    </fieldset>
  );
}
