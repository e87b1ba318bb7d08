import type { Figure } from '../api-types';
import { shadeClasses } from '../figures';
import { useLanguage } from '../language';
import type { Place } from '../map-places';
import { MapPatterns } from './map-patterns';

interface MapLegendProps {
  figure: Figure;
  places: Place[];
  waiting: boolean;
}

const swatch = (fill: string) => (
  <svg className="sw" viewBox="0 0 80 18" preserveAspectRatio="xMinYMid slice" aria-hidden="true">
    <rect x=".5" y=".5" width="79" height="17" fill={fill} className="swr" />
  </svg>
);

/** The classes in plain words, each with the communes in it as a bar: the legend is the histogram. */
export function MapLegend({ figure, places, waiting }: MapLegendProps) {
  const { w, number } = useLanguage();
  const counts = shadeClasses.map((shade) => places.filter((place) => place.shade === shade).length);
  const most = Math.max(1, ...counts);
  const words = figure.trouble ? w.map.troubleClasses : w.map.classes;
  return (
    <div className="legend">
      <svg className="unseen" aria-hidden="true">
        <MapPatterns prefix="s" trouble={figure.trouble} scale={1} />
      </svg>
      {figure.shareOf ? (
        <>
          <p>{figure.trouble ? w.map.troubleLegend : w.map.legend}</p>
          <ol>
            {shadeClasses.map((shade, index) => (
              <li key={shade}>
                {swatch(`url(#s${shade})`)}
                <span>{words[index]}</span>
                <span className="cnt">
                  <svg viewBox="0 0 40 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect className="cb" width={waiting ? 0 : (40 * counts[index]!) / most} height="8" />
                  </svg>
                  {waiting ? '···' : w.map.communes(number(counts[index]!))}
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p>{w.map.noShare}</p>
      )}
      <p className="none">
        {swatch('url(#s0)')}
        <span>{w.map.noCommune}</span>
      </p>
    </div>
  );
}
