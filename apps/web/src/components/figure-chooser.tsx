import type { Figure } from '../api-types';
import { useLanguage } from '../language';
import { go, unitHref } from '../place';
import type { Shown } from '../shown';

const groupOf = ({ kind, unit }: Figure) => (kind === 'flow' ? 'flow' : (unit ?? 'household'));

/** One choice for the map, the table of children and the chart. */
export function FigureChooser({ shown }: { shown: Shown }) {
  const { w, text } = useLanguage();
  const { unit, query, catalogue, figure } = shown;
  const groups = [...new Set(catalogue.map(groupOf))];
  return (
    <p className="chooser">
      <label htmlFor="figure">{w.chooser.label}</label>
      <select
        id="figure"
        value={figure?.id ?? ''}
        onChange={(event) =>
          go(unitHref(unit, query, { figure: event.currentTarget.value, sort: null }), { replace: true })
        }
      >
        {groups.map((group) => (
          <optgroup key={group} label={w.chooser.groups[group] ?? group}>
            {catalogue
              .filter((one) => groupOf(one) === group)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {text(name)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </p>
  );
}
